package groundplan.hcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A body in JSON: its texts are templates, and only who asks knows which of its properties are blocks. */
public final class JsonBody implements HclBody {
    private final HclRange range;
    private final List<JsonTree.Member> members;

    private JsonBody(HclRange range, List<JsonTree.Member> members) {
        this.range = range;
        this.members = members.stream()
                // What Terraform takes as a comment.
                .filter(member -> !member.name().equals("//"))
                .toList();
    }

    /** Reads a document. */
    static JsonBody read(SourceText source) {
        JsonTree tree = JsonTree.read(source);
        List<JsonTree.Member> members = new ArrayList<>();
        for (JsonTree object : tree.elements() == null ? List.of(tree) : tree.elements()) {
            if (object.members() == null) {
                throw problem(object, "the document must be an object, or a list of objects");
            }
            members.addAll(object.members());
        }
        return new JsonBody(tree.range(), members);
    }

    private static InvalidHcl problem(JsonTree place, String message) {
        return new InvalidHcl(List.of(new HclProblem(place.range(), message)));
    }

    @Override
    public HclRange range() {
        return range;
    }

    @Override
    public List<HclAttribute> attributes() {
        return members.stream().map(JsonBody::attribute).toList();
    }

    @Override
    public Optional<HclAttribute> attribute(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .map(JsonBody::attribute)
                .findFirst();
    }

    private static HclAttribute attribute(JsonTree.Member member) {
        return new HclAttribute(
                member.nameRange().to(member.value().range()),
                member.name(),
                member.nameRange(),
                JsonExpression.of(member.value()));
    }

    @Override
    public List<HclBlock> blocks(String type, int labels) {
        List<HclBlock> blocks = new ArrayList<>();
        members.stream()
                .filter(member -> member.name().equals(type))
                .forEach(member -> collect(member, member.value(), labels, List.of(), blocks));
        return List.copyOf(blocks);
    }

    private static void collect(
            JsonTree.Member member,
            JsonTree value,
            int missing,
            List<HclBlock.BlockLabel> labels,
            List<HclBlock> blocks) {
        if (value.elements() != null) {
            value.elements().forEach(element -> collect(member, element, missing, labels, blocks));
        } else if (value.members() == null) {
            if (!value.scalar().isNull()) {
                throw problem(
                        value,
                        "'" + member.name() + "' must be an object" + (missing > 0 ? " whose keys are its labels" : "")
                                + ", or a list of objects");
            }
        } else if (missing == 0) {
            HclRange whole = labels.isEmpty() ? member.nameRange().to(value.range()) : value.range();
            blocks.add(new HclBlock(whole, member.name(), labels, new JsonBody(value.range(), value.members())));
        } else {
            for (JsonTree.Member label : value.members()) {
                List<HclBlock.BlockLabel> more = new ArrayList<>(labels);
                more.add(new HclBlock.BlockLabel(label.nameRange(), label.name()));
                collect(member, label.value(), missing - 1, more, blocks);
            }
        }
    }
}
