package recontrast.weights;

import ai.djl.ndarray.types.DataType;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads pickles of tensors: plain data and PyTorch's constructors of tensors, by the opcodes that {@code torch.save}
 * writes. Any other class or function is refused by its name, before anything is done with it.
 */
final class TorchUnpickler extends Unpickler {

    private static final Set<Short> PLAIN_DATA = Set.of(
            Opcodes.PROTO, Opcodes.STOP, Opcodes.MARK, Opcodes.NONE, Opcodes.NEWTRUE, Opcodes.NEWFALSE,
            Opcodes.BININT, Opcodes.BININT1, Opcodes.BININT2, Opcodes.LONG1, Opcodes.BINFLOAT, Opcodes.SHORT_BINSTRING,
            Opcodes.EMPTY_TUPLE, Opcodes.TUPLE, Opcodes.TUPLE1, Opcodes.TUPLE2, Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST, Opcodes.APPEND, Opcodes.APPENDS, Opcodes.BINPUT, Opcodes.LONG_BINPUT,
            Opcodes.BINGET, Opcodes.LONG_BINGET, Opcodes.BINPERSID, Opcodes.REDUCE);

    private static final Map<String, IObjectConstructor> CONSTRUCTORS = Map.of(
            "collections.OrderedDict", TorchUnpickler::dictionary,
            "torch._utils._rebuild_tensor", TorchUnpickler::tensor,
            "torch._utils._rebuild_tensor_v2", TorchUnpickler::tensor,
            "torch._utils._rebuild_parameter", TorchUnpickler::parameter);

    /** The type of the items in each class of storage. */
    private static final Map<String, DataType> STORAGES = Map.of(
            "FloatStorage", DataType.FLOAT32, "DoubleStorage", DataType.FLOAT64, "HalfStorage", DataType.FLOAT16,
            "BFloat16Storage", DataType.BFLOAT16, "LongStorage", DataType.INT64, "IntStorage", DataType.INT32,
            "CharStorage", DataType.INT8, "ByteStorage", DataType.UINT8, "BoolStorage", DataType.BOOLEAN);

    private final Map<String, Storage> storages = new LinkedHashMap<>();

    /** A tensor as the pickle describes it. */
    record Tensor(Storage storage, long firstItem, Strided items) { }

    /**
     * Items in a row, which tensors are views of.
     *
     * @param key what the file calls it
     */
    record Storage(String key, DataType type, long items) {

        Storage {
            if (items < 0 || items > Long.MAX_VALUE / type.getNumOfBytes()) {
                throw new IllegalArgumentException("expected a storage of 0 or more items; found " + items
                        + ": download or save it again");
            }
        }

        long bytes() {
            return items * type.getNumOfBytes();
        }
    }

    /** Reads one pickle; the next one may follow it. */
    Object next(ByteArrayInputStream pickles) throws IOException {
        return load(pickles);
    }

    /** The storages that were referred to, by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> stack.add(global(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.BUILD -> stack.pop(); // attributes, such as a state dictionary's versions of modules
            case Opcodes.BINUNICODE -> stack.add(text());
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                put(Arrays.asList(stack.pop(), value));
            }
            case Opcodes.SETITEMS -> put(stack.pop_all_since_marker());
            default -> {
                return plainData(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    private Object plainData(short opcode) throws IOException {
        if (!PLAIN_DATA.contains(opcode)) {
            throw new IllegalArgumentException("expected pickle protocol 2, which torch.save writes; found opcode "
                    + opcode + ": save it again with torch.save(model.state_dict(), FILE)");
        }
        return super.dispatch(opcode);
    }

    private static Object global(String module, String name) {
        if (module.equals("torch") && STORAGES.containsKey(name)) {
            return STORAGES.get(name);
        }
        return Optional.ofNullable(CONSTRUCTORS.get(module + "." + name)).orElseThrow(() ->
                new IllegalArgumentException("expected tensors and plain data only; found "
                        + "%.60s.%.60s".formatted(module, name)
                        + ", which is not executed: save the tensors alone, torch.save(model.state_dict(), FILE)"));
    }

    private String text() throws IOException {
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, Integer.BYTES));
        if (length < 0 || length > input.available()) {
            throw new IllegalArgumentException("expected a text within the " + input.available()
                    + " bytes that are left of the pickle; found one of " + length + ": download or save it again");
        }
        return new String(PickleUtils.readbytes(input, length), StandardCharsets.UTF_8);
    }

    /** @param keysAndValues in turn; keys are texts and numbers, which cannot contain one another */
    @SuppressWarnings("unchecked")
    private void put(List<Object> keysAndValues) {
        Map<Object, Object> dictionary = (Map<Object, Object>) stack.peek();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            if (key instanceof String || key instanceof Number) {
                dictionary.put(key, keysAndValues.get(i + 1));
            }
        }
    }

    /** {@code ("storage", type, key, location, items)}, in the older format with a view, always none, behind it. */
    @Override
    protected Object persistentLoad(Object id) {
        Object[] reference = (Object[]) id;
        if (!"storage".equals(reference[0]) || reference.length > 5 && reference[5] != null) {
            throw new IllegalArgumentException("expected a reference to a whole storage; found one of another kind:"
                    + " save it again with torch.save(model.state_dict(), FILE)");
        }
        Storage storage = new Storage(
                (String) reference[2], (DataType) reference[1], ((Number) reference[4]).longValue());
        Storage known = storages.putIfAbsent(storage.key(), storage);
        if (known != null && !known.equals(storage)) {
            throw new IllegalArgumentException("expected one storage of key " + storage.key() + "; found " + known
                    + " and " + storage + ": download or save it again");
        }
        return storage;
    }

    /** Without arguments, as Python 3 writes it, or {@code ([[key, value], ...],)}, as Python 2 did. */
    private static Object dictionary(Object[] contents) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        for (Object pair : contents.length == 0 ? List.of() : (List<?>) contents[0]) {
            dictionary.put((String) ((List<?>) pair).get(0), ((List<?>) pair).get(1));
        }
        return dictionary;
    }

    /** {@code (storage, first item, sizes, strides, ...)}; gradients and hooks that may follow do not matter here. */
    private static Object tensor(Object[] parts) {
        return new Tensor((Storage) parts[0], ((Number) parts[1]).longValue(),
                new Strided(numbers(parts[2]), numbers(parts[3])));
    }

    private static List<Long> numbers(Object tuple) {
        return Arrays.stream((Object[]) tuple).map(number -> ((Number) number).longValue()).toList();
    }

    /** {@code (tensor, ...)}. */
    private static Object parameter(Object[] parts) {
        return parts[0];
    }
}
