package groundplan.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinition;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionEphemeralStorage;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionRuntimePlatform;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionVolume;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionVolumeEfsVolumeConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionVolumeEfsVolumeConfigurationAuthorizationConfig;
import groundplan.efs.EfsOutputs;
import groundplan.kernel.Unit;
import groundplan.parts.LogGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A service's task definition: its containers, their volumes and their size. */
final class Task {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Unit<?> unit;
    private final EcsReads reads;
    private final ServiceSettings service;
    private final SortedMap<String, EcsTaskDefinitionVolume> volumes = new TreeMap<>();
    private final List<Map<String, Object>> containers = new ArrayList<>();

    private Task(Unit<?> unit, EcsReads reads, ServiceSettings service) {
        this.unit = unit;
        this.reads = reads;
        this.service = service;
    }

    /** Creates {@code aws_ecs_task_definition.<service>}. */
    static EcsTaskDefinition of(
            Unit<?> unit, String name, ServiceGroup serviceGroup, EcsReads reads, TaskRoles roles, LogGroup log) {
        ServiceSettings service = serviceGroup.services().get(name);
        Task task = new Task(unit, reads, service);
        task.add(
                Container.of(name, service, task.image(service.image())),
                Variables.of(service, serviceGroup, reads),
                log);
        service.task()
                .companions()
                .forEach((companion, beside) -> task.add(
                        Container.beside(companion, service, beside, task.image(beside.image())),
                        Variables.of(beside.container(), reads),
                        log));
        service.connections().fileSystems().forEach(task::mount);
        return task.create(
                ServiceGroup.id(name),
                service.deployment().taskFamily().orElse(unit.context().name(name)),
                roles);
    }

    private void add(Container container, Variables variables, LogGroup log) {
        containers.add(
                container.definition(variables, log.name(), unit.context().region()));
        container
                .volumes()
                .forEach(volume -> volumes.put(
                        volume, EcsTaskDefinitionVolume.builder().name(volume).build()));
    }

    /** A persistent directory. The access point selects it; TLS and the task's role protect the access to it. */
    private void mount(String fileSystem, ConnectionsSettings.FileSystem settings) {
        EfsOutputs outputs = reads.servers().fileSystems().get(fileSystem);
        String volume = Container.volume(fileSystem);
        volumes.put(
                volume,
                EcsTaskDefinitionVolume.builder()
                        .name(volume)
                        .efsVolumeConfiguration(EcsTaskDefinitionVolumeEfsVolumeConfiguration.builder()
                                .fileSystemId(outputs.fileSystemId())
                                .transitEncryption("ENABLED")
                                .authorizationConfig(
                                        EcsTaskDefinitionVolumeEfsVolumeConfigurationAuthorizationConfig.builder()
                                                .accessPointId(
                                                        outputs.accessPointIds().get(settings.accessPoint()))
                                                .iam("ENABLED")
                                                .build())
                                .build())
                        .build());
    }

    private String image(ImageSettings image) {
        return image.external().orElseGet(() -> {
            String url = reads.repositories()
                    .orElseThrow()
                    .repositoryUrls()
                    .get(image.repository().orElseThrow());
            return image.digest()
                    .map(digest -> url + "@" + digest)
                    .orElseGet(() -> url + ":" + image.tag().orElseThrow());
        });
    }

    private EcsTaskDefinition create(String id, String family, TaskRoles roles) {
        TaskSettings size = service.task();
        String definitions = json();
        return unit.add(id, (scope, terraform) -> {
            EcsTaskDefinition.Builder task = EcsTaskDefinition.Builder.create(scope, terraform)
                    .family(family)
                    .requiresCompatibilities(List.of("FARGATE"))
                    .networkMode("awsvpc")
                    .cpu(String.valueOf(size.cpuUnits()))
                    .memory(String.valueOf(size.memoryMib()))
                    .runtimePlatform(EcsTaskDefinitionRuntimePlatform.builder()
                            .operatingSystemFamily("LINUX")
                            .cpuArchitecture(size.cpuArchitecture())
                            .build())
                    .taskRoleArn(roles.taskArn())
                    .executionRoleArn(roles.executionArn())
                    .containerDefinitions(definitions);
            size.ephemeralStorageGib()
                    .ifPresent(gib -> task.ephemeralStorage(EcsTaskDefinitionEphemeralStorage.builder()
                            .sizeInGib(gib)
                            .build()));
            if (!volumes.isEmpty()) {
                task.volume(List.copyOf(volumes.values()));
            }
            return task.build();
        });
    }

    private String json() {
        try {
            return MAPPER.writeValueAsString(containers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
