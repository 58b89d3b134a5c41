package groundplan.lambda;

import java.util.Optional;

/**
 * The units that a function uses, by name in the settings.
 *
 * @param network the unit with the network whose private subnets it runs in
 * @param kms the unit with the customer managed keys
 * @param ecr the unit with the repository of its image
 * @param storage the unit whose logs bucket receives the access log of its code's bucket
 * @param secrets the unit with the secrets that it reads
 */
public record FunctionUnits(
        String network, String kms, Optional<String> ecr, Optional<String> storage, Optional<String> secrets) {}
