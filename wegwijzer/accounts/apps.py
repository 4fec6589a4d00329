from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wegwijzer.accounts"
    label = "accounts"
    verbose_name = "gebruikers"
