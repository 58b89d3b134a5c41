package groundplan.lambda;

import java.util.Optional;

/**
 * The units that a function is built from, by the names that the settings give them.
 *
 * @param network whose private subnets it runs in
 * @param kms with the customer keys
 * @param ecr with the repository of its image
 * @param storage whose logs bucket takes the access log of the bucket of its code
 * @param secrets with the secrets that it reads
 */
public record FunctionUnits(
        String network, String kms, Optional<String> ecr, Optional<String> storage, Optional<String> secrets) {}
