package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.network.NetworkOutputs;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The AWS services that tasks call before their own code runs. Without a NAT gateway each of them needs a VPC endpoint.
 */
final class AwsServices {
    private AwsServices() {}

    /** The AWS services that a service's tasks call before its code runs, by endpoint name. */
    static SortedSet<String> of(ServiceSettings service) {
        SortedSet<String> called = new TreeSet<>(List.of("ecr.api", "ecr.dkr", "logs"));
        List<ContainerSettings> containers = service.containers();
        if (!service.connections().databases().isEmpty()
                || containers.stream().anyMatch(one -> !one.secrets().isEmpty())) {
            called.add("secretsmanager");
        }
        if (containers.stream().anyMatch(one -> !one.parameters().isEmpty())) {
            called.add("ssm");
        }
        if (service.task().tracing().isPresent()) {
            called.add("xray");
        }
        if (service.deployment().enableExecuteCommand()) {
            called.addAll(List.of("kms", "ssmmessages"));
        }
        return called;
    }

    /**
     * Reports what a service's tasks need and cannot reach from the network.
     *
     * @param prefix the beginning of the service's keys
     */
    static void check(String prefix, ServiceSettings service, NetworkOutputs network, Check check) {
        String key = prefix.replaceFirst("\\.$", "");
        network.checkReach(key, of(service), check);
        service.images().stream()
                .flatMap(image -> image.external().stream())
                .filter(image -> network.natGatewayIds().isEmpty() && !image.matches("[0-9]{12}\\.dkr\\.ecr\\..*"))
                .forEach(
                        image -> check.problem(
                                key,
                                image
                                        + " is on the Internet, which is not reachable from a network without NAT gateways; copy it to ECR"));
    }
}
