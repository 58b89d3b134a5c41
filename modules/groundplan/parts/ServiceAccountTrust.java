package groundplan.parts;

/**
 * Who vouches for the service accounts of a Kubernetes cluster: a role may be for one of them.
 *
 * @param providerArn the provider of its tokens, as IAM knows it
 * @param providerUrl the same without {@code https://}
 */
public record ServiceAccountTrust(String providerArn, String providerUrl) {
    /** Lets the pods of one service account take a role on, and nobody else. */
    public Statement of(String namespace, String account) {
        return Statement.allow("Assume", "sts:AssumeRoleWithWebIdentity")
                .principal("Federated", providerArn)
                .when("StringEquals", providerUrl + ":aud", "sts.amazonaws.com")
                .when("StringEquals", providerUrl + ":sub", "system:serviceaccount:" + namespace + ":" + account);
    }
}
