import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('governance', '0001_initial'),
        ('projects', '0002_dossier'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeliverableType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('brochure', 'onthaalbrochure'), ('sheet', 'onthaalfiche'), ('welcome', 'onthaalmoment'), ('ceremony', 'inburgeringsceremonie'), ('training', 'vorming'), ('policy_plan', 'beleidsplan'), ('loi_plan', 'beleidsplan LOI'), ('volunteer_plan', 'beleidsplan vrijwilligers'), ('education', 'onderwijsproject'), ('procedure', 'onthaalprocedure'), ('other', 'iets anders')], max_length=16, verbose_name='soort')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('explanation', models.TextField(blank=True, verbose_name='wat er gevraagd wordt')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='tegen')),
                ('needs_document', models.BooleanField(default=False, verbose_name='vraagt een document')),
                ('is_reviewed', models.BooleanField(default=False, verbose_name='de coördinator kijkt het na')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='plaats')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliverable_types', to='projects.project', verbose_name='project')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliverable_types', to='governance.theme', verbose_name='thema')),
            ],
            options={
                'verbose_name': 'soort resultaat',
                'verbose_name_plural': 'soorten resultaten',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='deliverable_type_once', violation_error_message='Er is al een soort resultaat met deze naam.')],
            },
        ),
        migrations.CreateModel(
            name='Deliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='tegen')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='talen')),
                ('note', models.TextField(blank=True, verbose_name='nota')),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('in_progress', 'bezig'), ('in_review', 'na te kijken'), ('delivered', 'opgeleverd'), ('published', 'gepubliceerd'), ('na', 'niet van toepassing')], default='planned', editable=False, max_length=12, verbose_name='stand')),
                ('started_on', models.DateField(editable=False, null=True, verbose_name='begonnen op')),
                ('handed_in_on', models.DateField(editable=False, null=True, verbose_name='na te kijken sinds')),
                ('delivered_on', models.DateField(editable=False, null=True, verbose_name='opgeleverd op')),
                ('published_on', models.DateField(editable=False, null=True, verbose_name='gepubliceerd op')),
                ('reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='waarom niet van toepassing')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='accounts.organisation', verbose_name='organisatie')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='governance.person', verbose_name='verantwoordelijke')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='verantwoordelijke organisatie')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='onboarding.deliverabletype', verbose_name='soort resultaat')),
            ],
            options={
                'verbose_name': 'resultaat',
                'verbose_name_plural': 'resultaten',
                'ordering': ['type__position', 'type', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('type', 'organisation'), name='deliverable_once'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'in_progress', 'in_review', 'delivered', 'published', 'na'])), name='deliverable_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('started_on__isnull', False), ('state__in', ('in_progress', 'in_review', 'delivered', 'published'))), models.Q(models.Q(('state__in', ('in_progress', 'in_review', 'delivered', 'published')), _negated=True), ('started_on__isnull', True)), _connector='OR'), name='deliverable_started_has_day'), models.CheckConstraint(condition=models.Q(('state__in', ('delivered', 'published')), models.Q(('handed_in_on__isnull', False), ('state', 'in_review')), models.Q(('state__in', ['planned', 'in_progress', 'na']), ('handed_in_on__isnull', True)), _connector='OR'), name='deliverable_in_review_has_day'), models.CheckConstraint(condition=models.Q(models.Q(('delivered_on__isnull', False), ('state__in', ('delivered', 'published'))), models.Q(models.Q(('state__in', ('delivered', 'published')), _negated=True), ('delivered_on__isnull', True)), _connector='OR'), name='deliverable_delivered_has_day'), models.CheckConstraint(condition=models.Q(models.Q(('published_on__gte', models.F('delivered_on')), ('published_on__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published_on__isnull', True)), _connector='OR'), name='deliverable_published_has_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'na'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'na'), _negated=True), ('reason', '')), _connector='OR'), name='deliverable_not_applicable_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='DeliverableDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deliverable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attached', to='onboarding.deliverable', verbose_name='resultaat')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document', verbose_name='document')),
            ],
            options={
                'verbose_name': 'document van een resultaat',
                'verbose_name_plural': 'documenten van een resultaat',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('deliverable', 'document'), name='deliverable_document_once')],
            },
        ),
    ]
