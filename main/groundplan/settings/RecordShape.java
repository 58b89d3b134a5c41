package groundplan.settings;

import groundplan.kernel.SnakeCase;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The components and the constructor of a settings record, cached: reflection creates new copies on every call, and they are
 * needed for each unit.
 *
 * @param keys its components with the keys that settings files have for them, in their order
 * @param constructor the one that takes all of them
 */
record RecordShape(List<Key> keys, Constructor<?> constructor) {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            List<Key> keys = new ArrayList<>();
            List<Class<?>> types = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                keys.add(new Key(SnakeCase.of(component.getName()), component, nests(component.getGenericType())));
                types.add(component.getType());
            }
            try {
                return new RecordShape(List.copyOf(keys), type.getDeclaredConstructor(types.toArray(Class<?>[]::new)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " is not a record", e);
            }
        }
    };

    /**
     * One component.
     *
     * @param name its key in a settings file
     * @param component the record component
     * @param nests whether its value is a record, or contains records
     */
    record Key(String name, RecordComponent component, boolean nests) {
        /** Its value in a record. */
        Object of(Object bound) {
            try {
                return component.getAccessor().invoke(bound);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean nests(Type type) {
        return type instanceof Class<?> plain
                ? plain.isRecord()
                : type instanceof ParameterizedType generic
                        && Stream.of(generic.getActualTypeArguments()).anyMatch(RecordShape::nests);
    }

    /** The shape of a record class. */
    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /**
     * A new record.
     *
     * @throws InvocationTargetException when the record does not accept the values
     */
    Object construct(Object[] values) throws InvocationTargetException {
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(constructor + " is not that of a public record", e);
        }
    }
}
