namespace CodeAssist.Context.Index.Tokens;

/// <summary>Every different token of a workspace once, by a number. Only grows.</summary>
/// <remarks>
/// Reading never waits: entries are written before the slot that leads to them. Writers exclude one another, and only for tokens
/// that are new.
/// </remarks>
internal sealed class SymbolTable
{
    /// <summary>The beginning of a line that is not blank.</summary>
    public const int Line = 0;

    /// <summary>The beginning of a document.</summary>
    public const int Document = 1;

    /// <summary>No token: matches nothing.</summary>
    public const int None = -1;

    private const int FirstWord = 2;
    private const int EntriesPerBlock = 1 << 13;
    private const int UnitsPerArena = 1 << 15;
    private const int FirstSlots = 1 << 12;

    private readonly Lock _growing = new();
    private readonly int[] _ascii = new int[128];
    private Entry[]?[] _blocks = [new Entry[EntriesPerBlock]];
    private int[] _slots = new int[FirstSlots];
    private char[] _arena = new char[UnitsPerArena];
    private int _arenaUsed;
    private int _count = FirstWord;
    private long _units = UnitsPerArena;

    /// <summary>One more than the largest symbol.</summary>
    public int Count => Volatile.Read(ref _count);

    public long Bytes
    {
        get
        {
            lock (_growing)
            {
                return (2 * _units) + (4L * _slots.Length) + ((_count / EntriesPerBlock) + 1L) * EntriesPerBlock * 16;
            }
        }
    }

    /// <summary>The token's characters; empty for the marks.</summary>
    public ReadOnlySpan<char> Text(int symbol)
    {
        var entry = Volatile.Read(ref _blocks)[symbol / EntriesPerBlock]![symbol % EntriesPerBlock];
        return entry.Arena.AsSpan(entry.Start, entry.Length);
    }

    public int Find(ReadOnlySpan<char> token)
    {
        if (token.Length == 1 && token[0] < 128)
        {
            return Volatile.Read(ref _ascii[token[0]]) is > 0 and var known ? known : None;
        }

        return Find(Volatile.Read(ref _slots), token, string.GetHashCode(token, StringComparison.Ordinal));
    }

    public int Intern(ReadOnlySpan<char> token)
    {
        var known = Find(token);
        if (known != None)
        {
            return known;
        }

        lock (_growing)
        {
            known = Find(token);
            return known != None ? known : Add(token);
        }
    }

    private int Find(int[] slots, ReadOnlySpan<char> token, int hash)
    {
        var mask = slots.Length - 1;
        for (var slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            var symbol = Volatile.Read(ref slots[slot]);
            if (symbol == 0)
            {
                return None;
            }

            if (token.SequenceEqual(Text(symbol)))
            {
                return symbol;
            }
        }
    }

    private int Add(ReadOnlySpan<char> token)
    {
        var symbol = _count;
        var block = symbol / EntriesPerBlock;
        if (block == _blocks.Length)
        {
            var blocks = new Entry[]?[2 * _blocks.Length];
            _blocks.CopyTo(blocks.AsSpan());
            Volatile.Write(ref _blocks, blocks);
        }

        _blocks[block] ??= new Entry[EntriesPerBlock];
        _blocks[block]![symbol % EntriesPerBlock] = Store(token);
        Volatile.Write(ref _count, symbol + 1);
        if (token.Length == 1 && token[0] < 128)
        {
            Volatile.Write(ref _ascii[token[0]], symbol);
            return symbol;
        }

        if (2 * _count > _slots.Length)
        {
            // A new table is filled before anybody sees it.
            var slots = new int[2 * _slots.Length];
            for (var other = FirstWord; other < symbol; other++)
            {
                if (Text(other) is not [< (char)128])
                {
                    Place(slots, other);
                }
            }

            Volatile.Write(ref _slots, slots);
        }

        Place(_slots, symbol);
        return symbol;
    }

    private void Place(int[] slots, int symbol)
    {
        var mask = slots.Length - 1;
        var slot = string.GetHashCode(Text(symbol), StringComparison.Ordinal) & mask;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        Volatile.Write(ref slots[slot], symbol);
    }

    private Entry Store(ReadOnlySpan<char> token)
    {
        if (_arenaUsed + token.Length > _arena.Length)
        {
            _arena = new char[Math.Max(UnitsPerArena, token.Length)];
            _arenaUsed = 0;
            _units += _arena.Length;
        }

        token.CopyTo(_arena.AsSpan(_arenaUsed));
        var entry = new Entry(_arena, _arenaUsed, token.Length);
        _arenaUsed += token.Length;
        return entry;
    }

    private readonly record struct Entry(char[]? Arena, int Start, int Length);
}
