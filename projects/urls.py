"""What partnerships plan, and the money. One block per noun, in the order of the alphabet."""

from django.urls import URLPattern, URLResolver

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = []
