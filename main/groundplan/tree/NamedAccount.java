package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The AWS account that a file {@code account.hcl} names for the units that read it, as trees after Gruntwork's example have it.
 *
 * @param id its number
 * @param place where it is written, as {@code file:line:column}
 */
public record NamedAccount(String id, String place) {
    private static final Set<String> NAMES = Set.of("account_id", "aws_account_id");

    /** The account of a unit; absent if none is named, or more than one. */
    static Optional<NamedAccount> of(FoundUnit unit, Mirror mirror) throws IOException {
        List<Path> files = unit.reading().stream()
                .filter(file -> file.endsWith("account.hcl") && Files.isRegularFile(file))
                .distinct()
                .toList();
        if (files.size() != 1) {
            return Optional.empty();
        }
        try {
            List<NamedAccount> named = HclParser.body(SourceText.read(
                            files.get(0), mirror.shown(files.get(0).toString())))
                    .blocks("locals", 0)
                    .stream()
                    .flatMap(block -> block.body().attributes().stream())
                    .filter(local -> NAMES.contains(local.name()))
                    .flatMap(local -> of(local).stream())
                    .toList();
            return named.stream().map(NamedAccount::id).distinct().count() == 1
                    ? Optional.of(named.get(0))
                    : Optional.empty();
        } catch (InvalidHcl told) {
            // Terragrunt says so.
            return Optional.empty();
        }
    }

    private static Optional<NamedAccount> of(HclAttribute local) {
        return JsonExpressions.value(local.expression())
                .map(JsonNode::asText)
                .filter(id -> id.matches("[0-9]{12}"))
                .map(id -> new NamedAccount(id, local.expression().range().toString()));
    }
}
