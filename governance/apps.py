from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "bestuur"

    def ready(self) -> None:
        from governance import access, notifications, reminders, reports
        from governance.exports.calendar_feed import register_sources
        from governance.verbs import LABELS
        from governance.views import header
        from wegwijzer.audit.registry import register
        from wegwijzer.reminders.registry import register as register_rules
        from wegwijzer.reports.registry import register as register_report
        from wegwijzer.ui import places

        register(LABELS)
        may_see = access.may_see_meeting_report
        register_report("meeting", build=reports.meeting, may_see=may_see, label="verslag van een vergadering")
        may_see = access.may_see_decision_report
        register_report("decision", build=reports.decision, may_see=may_see, label="uittreksel van een besluit")
        may_see = access.may_see_round_report
        register_report("round", build=reports.round_, may_see=may_see, label="goedkeuringsronde")
        may_see = access.may_see_board_report
        register_report("board", build=reports.board, may_see=may_see, label="bord van de rondes")
        notifications.register_kinds()
        register_sources()
        register_rules(*reminders.RULES)
        places.register_partnerships(header.partnerships)
