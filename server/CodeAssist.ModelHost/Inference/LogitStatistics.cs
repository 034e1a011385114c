using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Two passes over the logits that every choice needs: the highest, and the logarithm of the sum of all exponentials.</summary>
/// <param name="Argmax">The first token with the highest logit.</param>
/// <param name="Highest">Its logit.</param>
/// <param name="LogSum">Logit minus this is the natural logarithm of the token's probability.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogitStatistics(int Argmax, float Highest, double LogSum)
{
    /// <returns>Null when a logit is not a number or is plus infinity, or all are minus infinity.</returns>
    public static LogitStatistics? Of(ReadOnlySpan<float> logits)
    {
        var highest = FindHighest(logits);
        if (!float.IsFinite(highest))
        {
            return null;
        }

        // A NaN anywhere makes the sum NaN, so there is no separate check of 150,000 numbers.
        var sum = SumOfExponentials(logits, highest);
        return double.IsFinite(sum) ? new LogitStatistics(logits.IndexOf(highest), highest, highest + Math.Log(sum)) : null;
    }

    private static float FindHighest(ReadOnlySpan<float> logits)
    {
        var highest = float.NegativeInfinity;
        if (logits.Length >= Vector<float>.Count)
        {
            var lanes = new Vector<float>(float.NegativeInfinity);
            var blocks = MemoryMarshal.Cast<float, Vector<float>>(logits);
            foreach (var block in blocks)
            {
                lanes = Vector.Max(lanes, block);
            }

            for (var lane = 0; lane < Vector<float>.Count; lane++)
            {
                highest = MathF.Max(highest, lanes[lane]);
            }

            logits = logits[(blocks.Length * Vector<float>.Count)..];
        }

        foreach (var logit in logits)
        {
            highest = MathF.Max(highest, logit);
        }

        return highest;
    }

    private static double SumOfExponentials(ReadOnlySpan<float> logits, float highest)
    {
        double sum = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var shift = Vector256.Create(highest);
            var blocks = MemoryMarshal.Cast<float, Vector256<float>>(logits);
            foreach (var block in blocks)
            {
                sum += Vector256.Sum(Vector256.Exp(block - shift));
            }

            logits = logits[(blocks.Length * Vector256<float>.Count)..];
        }

        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - highest);
        }

        return sum;
    }
}
