package groundplan.pricing;

/** DynamoDB on demand. */
final class Tables {
    private static final double THOUSANDS_OF_A_MILLION = 1000;

    private Tables() {}

    static Tariff tariff() {
        return new Tariff().metered("aws_dynamodb_table", Tables::table);
    }

    private static void table(Subject table, Usage usage, Bill bill) {
        if (!table.text("billing_mode").orElse("PROVISIONED").equals("PAY_PER_REQUEST")) {
            throw new Subject.Unreadable(
                    "billing_mode is not PAY_PER_REQUEST, and the table has no price for other modes");
        }
        double millions = usage.databases().tableRequestsThousands() / THOUSANDS_OF_A_MILLION;
        bill.add("writes", "dynamodb.writes_million", millions);
        bill.add("reads", "dynamodb.reads_million", millions);
        bill.add("storage", "dynamodb.gb", usage.databases().tableGb());
        bill.add(
                "point-in-time recovery",
                "dynamodb.pitr_gb",
                table.flag("point_in_time_recovery.enabled") ? usage.databases().tableGb() : 0);
    }
}
