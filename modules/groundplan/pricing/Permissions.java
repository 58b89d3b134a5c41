package groundplan.pricing;

/** IAM, which is free of charge. */
final class Permissions {
    private Permissions() {}

    static Tariff tariff() {
        return new Tariff()
                .free(
                        "aws_iam_instance_profile",
                        "aws_iam_openid_connect_provider",
                        "aws_iam_policy",
                        "aws_iam_role",
                        "aws_iam_role_policies_exclusive",
                        "aws_iam_role_policy",
                        "aws_iam_role_policy_attachment",
                        "aws_iam_role_policy_attachments_exclusive",
                        "aws_iam_service_linked_role",
                        "terraform_data",
                        "null_resource",
                        "random_password",
                        "time_sleep");
    }
}
