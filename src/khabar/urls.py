"""Every address. Readers' addresses are the website's; the desk's are Wagtail's."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("desk/", include(wagtailadmin_urls)),
    path("", include("khabar.website.urls")),
]

handler400 = "khabar.website.views.errors.bad_request"
handler403 = "khabar.website.views.errors.forbidden"
handler404 = "khabar.website.views.errors.not_found"
handler500 = "khabar.website.views.errors.server_error"
