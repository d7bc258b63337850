from .instrument import Instrument, Item
from .sheet import Draft, Invitation, Remark, Sheet
from .survey import Reading, Survey

__all__ = ["Draft", "Instrument", "Invitation", "Item", "Reading", "Remark", "Sheet", "Survey"]
