from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, object]:
    """What the head and the left column of a page need."""
    return {}
