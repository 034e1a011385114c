namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>How many bits llama.cpp's ways of storing numbers take for each of them.</summary>
/// <remarks>Of the plain ones by the size of their blocks (ggml-common.h); of the mixed ones (K) the mean over a whole Llama model (tools/quantize/README.md of llama.cpp).</remarks>
public static class Quantisations
{
    private static readonly Dictionary<string, decimal> _bits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["F32"] = 32m, ["F16"] = 16m, ["BF16"] = 16m, ["Q8_0"] = 8.5m, ["Q6_K"] = 6.56m, ["Q5_K_M"] = 5.7m, ["Q5_K_S"] = 5.57m, ["Q5_0"] = 5.5m, ["Q4_K_M"] = 4.89m,
        ["Q4_K_S"] = 4.67m, ["Q4_0"] = 4.5m, ["MXFP4"] = 4.25m, ["IQ4_XS"] = 4.25m, ["Q3_K_M"] = 4m, ["Q2_K"] = 3.16m,
    };

    /// <returns>Bytes of so many weights, about; null where one of the two is not known.</returns>
    public static long? BytesOf(long? parameters, string quantisation) =>
        parameters is { } count && _bits.TryGetValue(quantisation, out var bits) ? (long)(count * bits / 8) : null;
}
