import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=80, verbose_name='soort')),
                ('to', models.CharField(max_length=254, verbose_name='aan')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='naam')),
                ('subject', models.CharField(max_length=200, verbose_name='onderwerp')),
                ('body', models.TextField(verbose_name='tekst')),
                ('dedupe_key', models.CharField(max_length=200, unique=True)),
                ('target_type', models.CharField(blank=True, max_length=80)),
                ('target_id', models.BigIntegerField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gemaakt op')),
                ('send_after', models.DateTimeField(default=django.utils.timezone.now, verbose_name='niet voor')),
                ('state', models.CharField(choices=[('ready', 'klaar om te versturen'), ('sending', 'bezig met versturen'), ('sent', 'verstuurd'), ('failed', 'mislukt'), ('uncertain', 'onzeker'), ('lapsed', 'vervallen')], default='ready', max_length=10, verbose_name='stand')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('handed_over_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='verstuurd op')),
                ('stopped_at', models.DateTimeField(blank=True, null=True, verbose_name='gestopt op')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reden')),
                ('cleared_at', models.DateTimeField(blank=True, null=True, verbose_name='tekst gewist op')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('scope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'bericht',
                'verbose_name_plural': 'berichten',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'send_after'], name='message_due'), models.Index(fields=['target_type', 'target_id'], name='message_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'sending', 'sent', 'failed', 'uncertain', 'lapsed'])), name='message_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('claimed_at__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('claimed_at__isnull', True)), _connector='OR'), name='message_claimed_while_sending'), models.CheckConstraint(condition=models.Q(models.Q(('handed_over_at__isnull', False), ('state__in', ['sent', 'uncertain'])), ('state', 'sending'), models.Q(('handed_over_at__isnull', True), ('state__in', ['ready', 'failed', 'lapsed'])), _connector='OR'), name='message_handed_over_when_it_left'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='message_sent_has_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['failed', 'uncertain', 'lapsed']), ('stopped_at__isnull', False), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state__in', ['failed', 'uncertain', 'lapsed']), _negated=True), ('stopped_at__isnull', True)), _connector='OR'), name='message_stopped_has_moment_and_reason'), models.CheckConstraint(condition=models.Q(models.Q(('target_id__isnull', True), ('target_type', '')), models.Q(models.Q(('target_type', ''), _negated=True), ('target_id__isnull', False)), _connector='OR'), name='message_target_whole')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=150, verbose_name='bestandsnaam')),
                ('content_type', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='outbox.message')),
            ],
            options={
                'verbose_name': 'bijlage',
                'verbose_name_plural': 'bijlagen',
                'ordering': ['message', 'position'],
                'constraints': [models.UniqueConstraint(fields=('message', 'position'), name='attachment_position_once')],
            },
        ),
    ]
