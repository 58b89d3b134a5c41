package groundplan.ecs;

import groundplan.certificate.CertificateOutputs;
import groundplan.dns.DnsOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.efs.EfsOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.Check;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.parameters.ParametersOutputs;
import groundplan.parts.WebAclScope;
import groundplan.rds.RdsOutputs;
import groundplan.secrets.SecretsOutputs;
import groundplan.storage.StorageOutputs;
import groundplan.waf.WafOutputs;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The outputs of other units that a cluster uses.
 *
 * @param network its network
 * @param keys its KMS keys
 * @param repositories the repositories of its images
 * @param storage the buckets of its services and of its access logs
 * @param secrets the secrets of its services
 * @param parameters the parameters of its services, by unit
 * @param servers the servers that its services connect to
 * @param front what the load balancer needs; absent without one
 */
public record EcsReads(
        NetworkOutputs network,
        KmsOutputs keys,
        Optional<EcrOutputs> repositories,
        Optional<StorageOutputs> storage,
        Optional<SecretsOutputs> secrets,
        Map<String, ParametersOutputs> parameters,
        Servers servers,
        Optional<Front> front) {

    /**
     * The servers that the services connect to, each by unit.
     *
     * @param databases databases
     * @param caches caches
     * @param fileSystems file systems
     */
    public record Servers(
            Map<String, RdsOutputs> databases,
            Map<String, ElasticacheOutputs> caches,
            Map<String, EfsOutputs> fileSystems) {}

    /**
     * What the load balancer needs.
     *
     * @param certificates the first is presented to clients that send no host name
     * @param zone the DNS zone of its alias records
     * @param webAcl the web ACL that filters its requests
     */
    public record Front(
            List<CertificateOutputs> certificates, Optional<DnsOutputs> zone, Optional<WafOutputs> webAcl) {}

    /** Reports a web ACL that load balancers cannot have. */
    void checkWebAcl(Optional<String> named, Check check) {
        WebAclScope.REGIONAL.check(
                named, front.flatMap(Front::webAcl).map(WafOutputs::scope), "load_balancer.web_acl", check);
    }

    /** @param front what the load balancer needs; absent without one */
    static EcsReads of(UnitContext context, ServiceGroup serviceGroup, Optional<Front> front, Wiring wiring) {
        UnitPath path = context.path();
        SourceSettings units = serviceGroup.units();
        return new EcsReads(
                wiring.outputs(path, NetworkOutputs.class, units.network()),
                wiring.outputs(path, KmsOutputs.class, units.kms()),
                wiring.outputs(path, EcrOutputs.class, units.ecr())
                        .map(images -> near(context, units.ecr().get(), images)),
                wiring.outputs(path, StorageOutputs.class, units.storage()),
                wiring.outputs(path, SecretsOutputs.class, units.secrets()),
                wiring.outputs(path, ParametersOutputs.class, parameters(serviceGroup)),
                new Servers(
                        wiring.outputs(path, RdsOutputs.class, connected(serviceGroup, ConnectionsSettings::databases)),
                        wiring.outputs(
                                path, ElasticacheOutputs.class, connected(serviceGroup, ConnectionsSettings::caches)),
                        wiring.outputs(path, EfsOutputs.class, connected(serviceGroup, with -> with.fileSystems()
                                .keySet()))),
                front);
    }

    static Front front(UnitPath path, LoadBalancerSettings balancer, Wiring wiring) {
        return new Front(
                List.copyOf(wiring.outputs(path, CertificateOutputs.class, balancer.certificates())
                        .values()),
                wiring.outputs(path, DnsOutputs.class, balancer.dns()),
                wiring.outputs(path, WafOutputs.class, balancer.webAcl()));
    }

    static Front front(UnitPath path, NetworkLoadBalancerSettings balancer, Wiring wiring) {
        return new Front(
                List.copyOf(wiring.outputs(path, CertificateOutputs.class, balancer.certificates())
                        .values()),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Images are pulled from the reading unit's own region if they are replicated there: the other region may be
     * unavailable.
     */
    private static EcrOutputs near(UnitContext context, String unit, EcrOutputs images) {
        String region = unit.split("/", 2)[0];
        return UnitPath.isRegion(region) && !region.equals(context.region()) ? images.copies() : images;
    }

    private static Set<String> connected(
            ServiceGroup serviceGroup, Function<ConnectionsSettings, Collection<String>> units) {
        Set<String> found = new TreeSet<>();
        serviceGroup.services().values().forEach(service -> found.addAll(units.apply(service.connections())));
        return found;
    }

    private static Set<String> parameters(ServiceGroup serviceGroup) {
        Set<String> found = new TreeSet<>();
        serviceGroup.services().values().forEach(service -> service.containers()
                .forEach(container -> found.addAll(container.parameters().keySet())));
        return found;
    }

    /** Reports what the services refer to and the units do not have, and AWS services that the network does not reach. */
    void check(ServiceGroup serviceGroup, Check check) {
        serviceGroup.services().forEach((name, service) -> {
            String key = serviceGroup.keys().apply(name);
            AwsServices.check(key, service, network, check);
            image(key + "image", service.image(), serviceGroup, check);
            container(key + "container", service.container(), serviceGroup, check);
            service.task()
                    .tracing()
                    .ifPresent(tracing -> image(key + "task.tracing.image", tracing.image(), serviceGroup, check));
            service.task().sidecars().forEach((sidecar, beside) -> {
                image(key + "task.sidecars." + sidecar + ".image", beside.image(), serviceGroup, check);
                container(key + "task.sidecars." + sidecar + ".container", beside.container(), serviceGroup, check);
            });
            service.connections()
                    .buckets()
                    .keySet()
                    .forEach(bucket -> check.known(
                            key + "connections.buckets." + bucket,
                            bucket,
                            serviceGroup.units().storage().orElseThrow(),
                            storage.orElseThrow().bucketNames().keySet()));
            service.connections()
                    .fileSystems()
                    .forEach((unit, mount) -> check.known(
                            key + "connections.file_systems." + unit + ".access_point",
                            mount.accessPoint(),
                            unit,
                            servers.fileSystems().get(unit).accessPointIds().keySet()));
        });
    }

    private void image(String key, ImageSettings image, ServiceGroup serviceGroup, Check check) {
        image.repository()
                .ifPresent(repository -> check.known(
                        key + ".repository",
                        repository,
                        serviceGroup.units().ecr().orElseThrow(),
                        repositories.orElseThrow().repositoryUrls().keySet()));
    }

    private void container(String key, ContainerSettings container, ServiceGroup serviceGroup, Check check) {
        container
                .secrets()
                .forEach((variable, secret) -> check.known(
                        key + ".secrets." + variable,
                        secret.split(":", 2)[0],
                        serviceGroup.units().secrets().orElseThrow(),
                        secrets.orElseThrow().secretArns().keySet()));
        container.parameters().forEach((unit, source) -> source.variables()
                .forEach((variable, parameter) -> check.known(
                        key + ".parameters." + unit + ".variables." + variable,
                        parameter,
                        unit,
                        parameters.get(unit).parameterArns().keySet())));
    }
}
