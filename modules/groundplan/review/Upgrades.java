package groundplan.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Major versions of databases, caches, brokers and clusters: after an upgrade there is no way back but a backup. */
final class Upgrades {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Set<String> ENGINES = Set.of(
            "aws_db_instance",
            "aws_docdb_cluster",
            "aws_elasticache_cluster",
            "aws_elasticache_replication_group",
            "aws_elasticsearch_domain",
            "aws_memorydb_cluster",
            "aws_mq_broker",
            "aws_neptune_cluster",
            "aws_opensearch_domain",
            "aws_rds_cluster",
            "aws_rds_global_cluster");

    /** Arguments that have the version, by type. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "aws_eks_cluster", "version",
            "aws_elasticsearch_domain", "elasticsearch_version",
            "aws_msk_cluster", "kafka_version",
            "aws_redshift_cluster", "cluster_version");

    /** Types and engines of which the first two numbers are the major version. */
    private static final Set<String> TWO_NUMBERS =
            Set.of("mysql", "mariadb", "aurora-mysql", "aurora", "aws_eks_cluster", "aws_neptune_cluster");

    private static final int FIRST_OF_LATER_ENGINES = 10;

    private Upgrades() {}

    static Optional<Danger> of(ResourceChange change) {
        String argument = ARGUMENTS.getOrDefault(change.type(), "engine_version");
        boolean judged = ENGINES.contains(change.type()) || ARGUMENTS.containsKey(change.type());
        if (!judged || change.does() != ResourceChange.Does.UPDATE) {
            return Optional.empty();
        }
        String before = Argument.text(change.before().path(argument));
        String after = Argument.text(change.after().path(argument));
        if (change.notKnown(new Argument(argument)) && !before.isEmpty()) {
            return Optional.of(Danger.notKnown(argument));
        }
        String engine = Argument.text(change.after().path("engine"));
        String formerly = Argument.text(change.before().path("engine"));
        if (!engine.isEmpty() && !formerly.isEmpty() && !engine.equals(formerly)) {
            return Optional.of(irreversible("engine changes from " + formerly + " to " + engine));
        }
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        List<String> old = major(change.type(), engine, before);
        List<String> now = major(change.type(), engine, after);
        // A version may be given in part, such as 8 for 8.0.35.
        int said = Math.min(old.size(), now.size());
        if (old.subList(0, said).equals(now.subList(0, said))) {
            return Optional.empty();
        }
        return Optional.of(
                irreversible(argument + " changes from " + before + " to " + after + ", another major version"));
    }

    private static Danger irreversible(String what) {
        return new Danger(Danger.Weight.IRREVERSIBLE, what + ": AWS does not go back to an earlier one");
    }

    /** The numbers of a version that make its major version. */
    private static List<String> major(String type, String engine, String version) {
        List<String> numbers =
                NUMBER.matcher(version).results().map(MatchResult::group).toList();
        if (numbers.isEmpty()) {
            return List.of(version);
        }
        // Without an engine, as in a part of a plan: those with one number begin with 10 or later, such as PostgreSQL.
        boolean unsaid =
                engine.isEmpty() && type.startsWith("aws_db_") || engine.isEmpty() && type.startsWith("aws_rds_");
        boolean two = TWO_NUMBERS.contains(engine)
                || TWO_NUMBERS.contains(type)
                || unsaid && Integer.parseInt(numbers.get(0)) < FIRST_OF_LATER_ENGINES;
        return numbers.subList(0, Math.min(two ? 2 : 1, numbers.size()));
    }
}
