from django.http import Http404, HttpRequest, HttpResponse


def not_here(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Shadows an address that a library brings and this product does not have."""
    raise Http404
