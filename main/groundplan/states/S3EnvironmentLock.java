package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A lock that is an object in the state bucket: of two conditional writes at the same time, S3 lets only one succeed. */
public final class S3EnvironmentLock implements EnvironmentLock {
    private final VersionedObject object;

    /** @param environment the environment's name, with which the keys of its states begin */
    public S3EnvironmentLock(S3States states, String environment) {
        this.object = object(states, environment);
    }

    static BucketObject object(S3States states, String environment) {
        return new BucketObject(states, environment + "/groundplan-apply.lock", "the lock");
    }

    @Override
    public Optional<Holder> take(Holder holder) throws IOException {
        // The other run may release the lock before its holder can be read; then try again.
        while (true) {
            if (object.write(text(holder), Optional.empty()).isPresent()) {
                return Optional.empty();
            }
            Optional<Holder> other = holder();
            if (other.isPresent()) {
                return other;
            }
        }
    }

    @Override
    public boolean takeOver(Holder from, Holder to) throws IOException {
        Optional<VersionedObject.Content> held = object.read();
        if (held.isPresent() && !parse(object.place(), held.get().text()).equals(from)) {
            return false;
        }
        return object.write(text(to), held.map(VersionedObject.Content::version))
                .isPresent();
    }

    @Override
    public Optional<Holder> holder() throws IOException {
        Optional<VersionedObject.Content> held = object.read();
        return held.isPresent() ? Optional.of(parse(object.place(), held.get().text())) : Optional.empty();
    }

    @Override
    public void release(Holder holder) throws IOException {
        if (holder().filter(holder::equals).isPresent()) {
            object.delete();
        }
    }

    /**
     * Reads a holder.
     *
     * @param place where the text is, for messages
     * @throws IOException when the text is not as {@link #text} writes it
     */
    public static Holder parse(String place, String text) throws IOException {
        JsonNode json;
        try {
            json = TerraformJson.readWhole(text);
        } catch (IllegalArgumentException e) {
            throw damaged(place, e.getMessage(), e);
        }
        for (String name : List.of("id", "who", "machine", "plan", "since")) {
            if (!json.path(name).isTextual()) {
                throw damaged(place, "it has no " + name, null);
            }
        }
        for (String name : List.of("process", "started")) {
            if (!json.path(name).isIntegralNumber()) {
                throw damaged(place, "it has no " + name, null);
            }
        }
        return new Holder(
                json.path("id").asText(),
                json.path("who").asText(),
                json.path("machine").asText(),
                new ProcessIdentity(
                        json.path("process").asLong(), json.path("started").asLong()),
                json.path("plan").asText(),
                json.path("since").asText());
    }

    /** Nobody can tell who holds such a lock. */
    private static IOException damaged(String place, String why, Exception cause) {
        return new IOException(
                "the lock " + place + " is not as Groundplan writes it: " + why
                        + ". Check the endpoint and the network. If the object is stored like this and no other run is"
                        + " using the environment, remove it with groundplan unlock, and run the same command again",
                cause);
    }

    /** A holder as text. */
    public static String text(Holder holder) {
        return TerraformJson.write(TerraformJson.object()
                .put("id", holder.id())
                .put("who", holder.who())
                .put("machine", holder.machine())
                .put("process", holder.process().id())
                .put("started", holder.process().started())
                .put("plan", holder.plan())
                .put("since", holder.since()));
    }
}
