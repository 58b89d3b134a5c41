package groundplan.observability;

import com.hashicorp.cdktf.TerraformResource;
import groundplan.kernel.Unit;
import groundplan.parts.ServiceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Slack channels that receive a topic's notifications, through Amazon Q Developer in chat applications (formerly AWS
 * Chatbot). A channel has at most one configuration: two topics may share it.
 */
final class Slack {
    private static final String READ_ONLY = "CloudWatchReadOnlyAccess";

    private final Map<NotificationSettings.Slack, List<String>> topics =
            new TreeMap<>(java.util.Comparator.comparing(NotificationSettings.Slack::workspaceId)
                    .thenComparing(NotificationSettings.Slack::channelId));

    /** Subscribes a channel to a topic. */
    void add(NotificationSettings.Slack channel, Topic topic) {
        topics.computeIfAbsent(channel, none -> new ArrayList<>()).add(topic.arn());
    }

    /** Creates the added channels: nothing, or one role and a configuration for each channel. */
    void create(Unit<?> unit) {
        if (topics.isEmpty()) {
            return;
        }
        ServiceRole role = new ServiceRole(
                        unit, "slack", "chatbot.amazonaws.com", "Shows alarms and their graphs in Slack")
                .attach(READ_ONLY);
        topics.forEach((channel, arns) -> {
            String name = channel.channelId().toLowerCase(Locale.ROOT);
            unit.add(name, (scope, id) -> {
                // The bindings have no class for this type.
                TerraformResource made = TerraformResource.Builder.create(scope, id)
                        .terraformResourceType("aws_chatbot_slack_channel_configuration")
                        .build();
                made.addOverride("configuration_name", unit.context().name("slack-" + name));
                made.addOverride("slack_team_id", channel.workspaceId());
                made.addOverride("slack_channel_id", channel.channelId());
                made.addOverride("iam_role_arn", role.arn());
                // Commands from the channel can only read; the default guardrail would be AdministratorAccess.
                made.addOverride("guardrail_policy_arns", List.of("arn:aws:iam::aws:policy/" + READ_ONLY));
                made.addOverride("logging_level", "ERROR");
                made.addOverride("user_authorization_required", true);
                made.addOverride("sns_topic_arns", arns);
                return made;
            });
        });
    }
}
