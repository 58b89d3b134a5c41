package harbor.table;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/** Settings of a table. */
public record TableSettings(
        @Setting(
                        value = "Name of the table. Left out: <system>-<environment>-<unit>.",
                        pattern = "[A-Za-z0-9_.-]{3,255}")
                Optional<String> tableName,
        @Setting("Partition key.") Key partitionKey,
        @Setting("Sort key. Left out: items are found by the partition key alone.") Optional<Key> sortKey,
        @Setting(
                        value = "Attribute with the time at which an item expires. Left out: items do not expire.",
                        pattern = ".{1,255}")
                Optional<String> timeToLiveAttribute,
        @Setting(value = "Point-in-time recovery: continuous backups of the last 35 days.", byDefault = "true")
                boolean pointInTimeRecovery,
        @Setting(value = "Deletion protection of the table.", byDefault = "true") boolean deletionProtection,
        @Setting(
                        value = "What functions that consume queues may do with the items, by unit: read, or write.",
                        byDefault = "{}",
                        oneOf = {"read", "write"})
                @Reads("lambda-sqs-consumer")
                Map<String, String> lambdaSqsConsumers,
        @Setting(
                        value =
                                "What functions that EventBridge invokes may do with the items, by unit: read, or write.",
                        byDefault = "{}",
                        oneOf = {"read", "write"})
                @Reads("lambda-event-bridge")
                Map<String, String> lambdaEventBridges,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {

    /** An attribute of the table's key. */
    public record Key(
            @Setting(value = "Name of the attribute.", pattern = ".{1,255}") String name,
            @Setting(
                            value = "Type of the attribute: S (text), N (number) or B (bytes).",
                            byDefault = "S",
                            oneOf = {"S", "N", "B"})
                    String type) {}

    @Override
    public void check(Check check) {
        check.that(
                sortKey.isEmpty() || !sortKey.get().name().equals(partitionKey.name()),
                "sort_key.name",
                "is also the partition key; name another attribute");
        timeToLiveAttribute.ifPresent(attribute -> check.that(
                !attribute.equals(partitionKey.name())
                        && sortKey.stream().noneMatch(key -> key.name().equals(attribute)),
                "time_to_live_attribute",
                "is part of the key, and DynamoDB takes another attribute only"));
    }
}
