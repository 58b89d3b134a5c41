package groundplan.pricing;

/** ECR. */
final class Images {
    private Images() {}

    static Tariff tariff() {
        return new Tariff()
                .metered(
                        "aws_ecr_repository",
                        (repository, usage, bill) ->
                                bill.add("images", "ecr.gb", usage.storage().repositoryGb()))
                .partOf("its repository", "aws_ecr_lifecycle_policy", "aws_ecr_repository_policy")
                .free(
                        "aws_ecr_registry_policy",
                        "aws_ecr_registry_scanning_configuration",
                        "aws_ecr_replication_configuration");
    }
}
