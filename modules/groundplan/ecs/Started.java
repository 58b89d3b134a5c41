package groundplan.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What Fargate needs to start the containers of a task.
 *
 * @param repositoryArns the repositories of their images
 * @param secretArns the secrets in their environment variables
 * @param parameterArns the parameters in their environment variables
 */
record Started(List<String> repositoryArns, List<String> secretArns, List<String> parameterArns) {
    Started(ServiceSettings service, EcsReads reads) {
        this(repositories(service, reads), secrets(service, reads), parameters(service, reads));
    }

    private static List<String> repositories(ServiceSettings service, EcsReads reads) {
        SortedSet<String> names = new TreeSet<>();
        service.images().forEach(image -> image.repository().ifPresent(names::add));
        return names.stream()
                .map(name -> reads.repositories().orElseThrow().repositoryArns().get(name))
                .toList();
    }

    private static List<String> secrets(ServiceSettings service, EcsReads reads) {
        List<String> arns = new ArrayList<>(service.connections().withMasterUser().stream()
                .map(unit -> reads.servers().databases().get(unit).masterSecretArn())
                .toList());
        SortedSet<String> names = new TreeSet<>();
        service.containers().forEach(container -> container
                .secrets()
                .values()
                .forEach(reference -> names.add(reference.split(":", 2)[0])));
        names.forEach(
                name -> arns.add(reads.secrets().orElseThrow().secretArns().get(name)));
        return arns;
    }

    private static List<String> parameters(ServiceSettings service, EcsReads reads) {
        SortedSet<String> arns = new TreeSet<>();
        service.containers().forEach(container -> container.parameters().forEach((unit, source) -> source.variables()
                .values()
                .forEach(name ->
                        arns.add(reads.parameters().get(unit).parameterArns().get(name)))));
        return List.copyOf(arns);
    }
}
