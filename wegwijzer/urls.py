"""Where the apps are mounted; the only place that knows all of them."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wegwijzer.entrance.urls")),
    path("", include("wegwijzer.home.urls")),
    path("", include("wegwijzer.reminders.urls")),
    path("", include("governance.urls")),
    path("", include("projects.urls")),
    path("", include("onboarding.urls")),
    path("verslagen/", include("wegwijzer.reports.urls")),
]

handler400 = "wegwijzer.ui.errors.bad_request"
handler403 = "wegwijzer.ui.errors.forbidden"
handler404 = "wegwijzer.ui.errors.not_found"
handler500 = "wegwijzer.ui.errors.server_error"
