class SealError(Exception):
    """Its key is not here, or it is not what was sealed: another row's, another person's, or changed."""
