package groundplan.settings;

import groundplan.kernel.Reads;
import groundplan.kernel.SnakeCase;
import groundplan.kernel.UnitPath;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the units that settings name, and puts each unit behind those that it reads. */
final class Wires {
  private final List<Problem> problems;
  private final Set<UnitPath> unreadable;
  private final Map<UnitPath, UnitModel<?, ?>> units = new TreeMap<>();
  private final Map<UnitPath, UnitModel<?, ?>> done = new LinkedHashMap<>();

  /** @param unreadable units that are there, and whose problems are noted already */
  Wires(List<Problem> problems, Set<UnitPath> unreadable) {
    this.problems = problems;
    this.unreadable = unreadable;
  }

  /** One reference: what is named, of which kind, where. */
  private record Reference(String name, String kind, Mark mark, String key) {}

  List<UnitModel<?, ?>> resolve(List<UnitModel<?, ?>> found) {
    found.forEach(unit -> units.put(unit.path(), unit));
    units.keySet().forEach(path -> visit(path, new ArrayList<>()));
    return List.copyOf(done.values());
  }

  private void visit(UnitPath path, List<UnitPath> trail) {
    if (done.containsKey(path)) {
      return;
    }
    UnitModel<?, ?> unit = units.get(path);
    SortedMap<String, UnitModel<?, ?>> reads = new TreeMap<>();
    Map<String, UnitPath> wires = new TreeMap<>();
    trail.add(path);
    for (Reference reference : references(unit)) {
      Optional<UnitPath> target = target(path, reference);
      if (target.isEmpty()) {
        continue;
      }
      if (trail.contains(target.get())) {
        List<String> circle = new ArrayList<>(trail.subList(trail.indexOf(target.get()), trail.size()).stream()
            .map(UnitPath::unit).toList());
        circle.add(target.get().unit());
        problems.add(new Problem(reference.mark(), reference.key(), "closes a circle: " + String.join(" -> ", circle)
            + "; one of them must not read the next"));
        continue;
      }
      visit(target.get(), trail);
      String wire = target.get().wireName(path);
      UnitPath same = wires.putIfAbsent(wire, target.get());
      if (same != null && !same.equals(target.get())) {
        problems.add(new Problem(reference.mark(), reference.key(), "reads " + target.get() + " and " + same
            + ", which are both called " + wire + " in Terraform; rename one"));
        continue;
      }
      Optional.ofNullable(done.get(target.get())).ifPresent(model -> reads.put(reference.name(), model));
    }
    trail.remove(path);
    done.put(path, withReads(unit, reads));
  }

  private Optional<UnitPath> target(UnitPath reader, Reference reference) {
    List<UnitPath> candidates = new ArrayList<>();
    String[] parts = reference.name().split("/", 2);
    if (parts.length == 2 && UnitPath.isRegion(parts[0]) && UnitPath.isUnitName(parts[1])) {
      candidates.add(reader.sibling(parts[0], parts[1]));
    } else if (UnitPath.isUnitName(reference.name())) {
      candidates.add(reader.sibling(reader.region(), reference.name()));
      candidates.add(reader.sibling(UnitPath.GLOBAL, reference.name()));
    }
    Optional<UnitPath> found = candidates.stream()
        .filter(path -> units.containsKey(path) || unreadable.contains(path)).findFirst();
    if (found.filter(unreadable::contains).isPresent()) {
      return Optional.empty();
    }
    String where = reader.system() + "/" + reader.environment();
    if (found.isEmpty()) {
      List<String> known = units.values().stream().filter(unit -> unit.kind().name().equals(reference.kind()))
          .map(unit -> unit.path().region().equals(reader.region()) || unit.path().global()
              ? unit.path().unit() : unit.path().region() + "/" + unit.path().unit()).toList();
      problems.add(new Problem(reference.mark(), reference.key(), where + " has no unit '" + reference.name() + "' of kind "
          + reference.kind() + Nearest.hint(reference.name(), known)));
      return found;
    }
    String kind = units.get(found.get()).kind().name();
    if (!kind.equals(reference.kind())) {
      problems.add(new Problem(reference.mark(), reference.key(), "unit '" + reference.name() + "' of " + where + " is of kind "
          + kind + "; one of kind " + reference.kind() + " is needed"));
      return Optional.empty();
    }
    return found;
  }

  private static List<Reference> references(UnitModel<?, ?> unit) {
    List<Reference> found = new ArrayList<>();
    collect(unit.settings(), unit.node(), "units." + unit.path().unit(), found);
    return found;
  }

  private static void collect(Object value, Node.Mapping node, String path, List<Reference> into) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> collect(present, node, path, into));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> collect(entry, below(node, (String) key), path + "." + key, into));
    } else if (value instanceof Collection<?> list) {
      list.forEach(entry -> collect(entry, node, path, into));
    } else if (value instanceof Record settings) {
      for (RecordComponent component : settings.getClass().getRecordComponents()) {
        String key = SnakeCase.of(component.getName());
        Object below = read(component, settings);
        Reads reads = component.getAnnotation(Reads.class);
        if (reads != null) {
          Mark mark = Binder.find(node, key);
          names(below).forEach(name -> into.add(new Reference(name, reads.value(), mark, path + "." + key)));
        }
        collect(below, below(node, key), path + "." + key, into);
      }
    }
  }

  private static List<String> names(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Wires::names).orElse(List.of());
    }
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().map(String.class::cast).toList();
    }
    return value instanceof Collection<?> list ? list.stream().map(String.class::cast).toList() : List.of((String) value);
  }

  private static Node.Mapping below(Node.Mapping node, String key) {
    Node below = node.get(key).orElse(null);
    return below instanceof Node.Mapping mapping ? mapping : Node.Mapping.empty(Binder.find(node, key));
  }

  private static Object read(RecordComponent component, Object bound) {
    try {
      return component.getAccessor().invoke(bound);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <S extends Record, O extends Record> UnitModel<S, O> withReads(
      UnitModel<S, O> unit, SortedMap<String, UnitModel<?, ?>> reads) {
    return new UnitModel<>(unit.path(), unit.kind(), unit.settings(), unit.environment(),
        Collections.unmodifiableSortedMap(reads), unit.node(), unit.files());
  }
}
