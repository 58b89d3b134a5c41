package groundplan.pricing;

/** Topics, queues and events. */
final class Messages {
    private static final double THOUSANDS_OF_A_MILLION = 1000;

    private Messages() {}

    static Tariff tariff() {
        return new Tariff()
                .metered(
                        "aws_sns_topic",
                        (topic, usage, bill) -> bill.add("messages", "sns.requests_million", millions(usage)))
                .metered("aws_sns_topic_subscription", Messages::subscription)
                .metered(
                        "aws_sqs_queue",
                        (queue, usage, bill) -> bill.add("messages", "sqs.requests_million", millions(usage)))
                .free(
                        "aws_chatbot_slack_channel_configuration",
                        "aws_cloudwatch_event_rule",
                        "aws_cloudwatch_event_target",
                        "aws_scheduler_schedule",
                        "aws_scheduler_schedule_group",
                        "aws_sns_topic_policy",
                        "aws_sqs_queue_policy",
                        "aws_sqs_queue_redrive_allow_policy",
                        "aws_sqs_queue_redrive_policy");
    }

    private static void subscription(Subject subscription, Usage usage, Bill bill) {
        switch (subscription.text("protocol").orElse("")) {
            case "email", "email-json" ->
                bill.add("e-mails", "sns.email_thousand", usage.traffic().messagesThousands());
            case "http", "https" -> bill.add("calls", "sns.https_million", millions(usage));
            case "lambda", "sqs" -> {}
            default -> throw new Subject.Unreadable("protocol is one for which the table has no price");
        }
    }

    private static double millions(Usage usage) {
        return usage.traffic().messagesThousands() / THOUSANDS_OF_A_MILLION;
    }
}
