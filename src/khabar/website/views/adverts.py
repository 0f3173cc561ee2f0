"""The way from an advert to its advertiser."""

from django.http import HttpRequest, HttpResponse


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError
