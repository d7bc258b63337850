from .picture import Picture

__all__ = ["Picture"]
