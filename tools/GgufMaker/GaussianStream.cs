namespace CodeAssist.GgufMaker;

/// <summary>Endless nearly normal numbers, the same for the same seed on every machine, fast enough for half a billion of them.</summary>
internal sealed class GaussianStream(int seed)
{
    private ulong _first = ((ulong)seed * 0x9E3779B97F4A7C15UL) + 1;
    private ulong _second = 0xD1B54A32D192ED03UL ^ (ulong)seed;

    /// <summary>Mean 0, variance 1: the sum of four even ones.</summary>
    public float Next()
    {
        var (a, b) = (_first, _second);
        _first = b;
        a ^= a << 23;
        _second = a ^ b ^ (a >> 18) ^ (b >> 5);
        var bits = _second + b;
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum - 131_070f) / 37_837.2f;
    }
}
