package groundplan.pricing;

/** Keys, secrets and parameters. */
final class Secrets {
    private static final double TEN_THOUSANDS = 10;

    private Secrets() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_kms_key", Secrets::key)
                .metered("aws_kms_replica_key", Secrets::key)
                .metered("aws_secretsmanager_secret", Secrets::secret)
                .metered(
                        "aws_ssm_parameter",
                        (parameter, usage, bill) -> bill.add(
                                "advanced parameter",
                                "ssm.advanced_parameter",
                                parameter.text("tier").orElse("Standard").equals("Advanced") ? 1 : 0))
                .partOf(
                        "its secret",
                        "aws_secretsmanager_secret_policy",
                        "aws_secretsmanager_secret_rotation",
                        "aws_secretsmanager_secret_version")
                .free("aws_kms_alias", "aws_kms_grant", "aws_kms_key_policy");
    }

    private static void key(Subject key, Usage usage, Bill bill) {
        bill.add("key", "kms.key", 1);
        bill.add("requests", "kms.requests_10k", usage.security().keyRequestsThousands() / TEN_THOUSANDS);
    }

    private static void secret(Subject secret, Usage usage, Bill bill) {
        bill.add("secret", "secretsmanager.secret", 1);
        bill.add(
                "replicas in other regions",
                "secretsmanager.secret",
                secret.blocks("replica").size());
        bill.add("reads", "secretsmanager.calls_10k", usage.security().secretReadsThousands() / TEN_THOUSANDS);
    }
}
