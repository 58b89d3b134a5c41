package groundplan.parts;

/**
 * The OIDC provider of a Kubernetes cluster's service accounts: a role can be restricted to one of them.
 *
 * @param providerArn the ARN of the IAM OIDC provider
 * @param providerUrl its URL without {@code https://}
 */
public record ServiceAccountTrust(String providerArn, String providerUrl) {
    /** Allows the pods of one service account, and no other principal, to assume a role. */
    public Statement of(String namespace, String account) {
        return Statement.allow("Assume", "sts:AssumeRoleWithWebIdentity")
                .principal("Federated", providerArn)
                .when("StringEquals", providerUrl + ":aud", "sts.amazonaws.com")
                .when("StringEquals", providerUrl + ":sub", "system:serviceaccount:" + namespace + ":" + account);
    }
}
