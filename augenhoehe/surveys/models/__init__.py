from .instrument import Instrument, Item
from .sheet import Draft, Invitation, Remark, Sheet
from .survey import Survey

__all__ = ["Draft", "Instrument", "Invitation", "Item", "Remark", "Sheet", "Survey"]
