package groundplan.github;

import groundplan.parts.EnvironmentAccess;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import java.util.Optional;

/**
 * Which jobs may assume a role. GitHub signs where a job runs; the whole subject claim is compared, so that no other
 * branch or repository matches.
 *
 * @param providerArn the account's identity provider for GitHub
 * @param repository organization/repository
 * @param repositoryId its id, if it is to be compared too
 */
record Trust(String providerArn, String repository, Optional<String> repositoryId) {
    static final String HOST = EnvironmentAccess.GITHUB;
    static final String AUDIENCE = "sts.amazonaws.com";

    /**
     * Jobs of pull requests, and those in a GitHub environment without reviewers: plans of merged changes, and of
     * drift.
     */
    String plans(String environment) {
        return of(
                "repo:" + repository + ":pull_request", "repo:" + repository + ":environment:" + environment + "-plan");
    }

    /** Jobs in one GitHub environment, which requires its reviewers' approval. */
    String environment(String name) {
        return of("repo:" + repository + ":environment:" + name);
    }

    private String of(String... subjects) {
        Statement jobs = Statement.allow("Jobs", "sts:AssumeRoleWithWebIdentity")
                .principal("Federated", providerArn)
                .when("StringEquals", HOST + ":aud", AUDIENCE)
                .when("StringEquals", HOST + ":sub", subjects);
        return Policy.of(repositoryId
                .map(id -> jobs.when("StringEquals", HOST + ":repository_id", id))
                .orElse(jobs));
    }
}
