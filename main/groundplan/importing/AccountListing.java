package groundplan.importing;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.importids.ImportId;
import groundplan.importids.ImportIds;
import groundplan.settings.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A listing of an account's resources, as {@code aws resourcegroupstaggingapi get-resources} or {@code aws resource-explorer-2
 * search} prints it. A resource gets the address whose type, region and name are the same; if the name is not an argument, or not
 * set, the tag {@code Name} is compared.
 */
public final class AccountListing {
    private static final String NAME = "Name";

    private final ResourceInventory inventory;
    private final String account;
    private final SourceLocation mark;
    private final List<ImportTarget> found = new ArrayList<>();
    private final List<String> unmatched = new ArrayList<>();
    private final Map<ResourceInventory.Place, String> taken = new HashMap<>();

    /**
     * @param account the account whose resources are matched
     * @param mark the listing's file
     */
    public AccountListing(ResourceInventory inventory, String account, SourceLocation mark) {
        this.inventory = inventory;
        this.account = account;
        this.mark = mark;
    }

    /** Whether a document is a listing. */
    public static boolean is(JsonNode document) {
        return document.has("ResourceTagMappingList") || document.has("Resources");
    }

    /** Finds the address of each listed resource. */
    public AccountListing read(JsonNode document) {
        document.path("ResourceTagMappingList").forEach(thing -> {
            Map<String, String> tags = new TreeMap<>();
            thing.path("Tags")
                    .forEach(tag ->
                            tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
            place(thing.path("ResourceARN").asText(), tags);
        });
        document.path("Resources").forEach(thing -> {
            Map<String, String> tags = new TreeMap<>();
            thing.path("Properties").forEach(property -> {
                if (property.path("Name").asText().equals("tags")) {
                    property.path("Data")
                            .forEach(tag -> tags.put(
                                    tag.path("Key").asText(), tag.path("Value").asText()));
                }
            });
            place(thing.path("Arn").asText(), tags);
        });
        return this;
    }

    /** The resources that have an address. */
    public List<ImportTarget> found() {
        return List.copyOf(found);
    }

    /** The resources that have none, each with the reason. */
    public List<String> unmatched() {
        return List.copyOf(unmatched);
    }

    private void place(String arn, Map<String, String> tags) {
        List<ImportId> identities = ImportIds.of(arn);
        if (identities.isEmpty()) {
            unmatched.add(arn + ": its type is not supported; give its address in a mapping file");
            return;
        }
        List<Match> matches = new ArrayList<>();
        identities.forEach(identity -> inventory.places().stream()
                .filter(place -> fits(place, identity, tags))
                .forEach(place -> matches.add(new Match(place, identity))));
        if (matches.isEmpty()) {
            unmatched.add(arn + ": no resource in the settings has its type, region and "
                    + (identities.get(0).argument().isEmpty() ? "tag " + NAME : "name"));
        } else if (matches.size() > 1) {
            unmatched.add(arn + ": matches "
                    + String.join(
                            ", ",
                            matches.stream()
                                    .map(match -> match.place().unit() + " "
                                            + match.place().address())
                                    .toList())
                    + "; choose one in a mapping file");
        } else if (matches.get(0).place().managed()) {
            unmatched.add(arn + ": " + matches.get(0).place().unit() + " "
                    + matches.get(0).place().address() + " is already managed");
        } else {
            Match match = matches.get(0);
            String other = taken.putIfAbsent(match.place(), arn);
            if (other == null) {
                found.add(new ImportTarget(
                        match.place().unit(),
                        match.place().address(),
                        match.identity().id(),
                        mark));
            } else {
                unmatched.add(arn + ": " + match.place().unit() + " "
                        + match.place().address() + " is already matched by " + other);
            }
        }
    }

    private record Match(ResourceInventory.Place place, ImportId identity) {}

    private boolean fits(ResourceInventory.Place place, ImportId identity, Map<String, String> tags) {
        if (!place.type().equals(identity.type())
                || !identity.account().isEmpty() && !identity.account().equals(account)
                || !identity.region().isEmpty() && !identity.region().equals(place.region())) {
            return false;
        }
        String name = identity.argument().isEmpty() ? "" : place.text(identity.argument());
        return name.isEmpty()
                ? !place.tag(NAME).isEmpty() && place.tag(NAME).equals(tags.get(NAME))
                : name.equals(identity.name());
    }
}
