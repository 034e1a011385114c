using System.Runtime.InteropServices;
using CodeAssist.ModelHost.Native;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>A small model that guesses how the answers of a large one of the same vocabulary go on (Leviathan, Kalman and Matias 2023).</summary>
/// <remarks>
/// It reads each document in a sequence of its own and keeps it, as the large one does. It never holds up an answer to read a
/// prompt: where it is behind, it reads a little at each step and guesses nothing until it has caught up. What it guesses is only
/// computed sooner, and never chosen by it. Belongs to the scheduler's thread of the large model.
/// </remarks>
internal sealed partial class DraftModel(LlamaModel model, LlamaContext context, string name, int vocabulary, long mainMemoryBytes, TimeProvider time, ILogger logger) : IDisposable
{
    // For what it has not read yet, at each step of the large model.
    private const double CatchUpMilliseconds = 10;
    private const int LeastCatchUp = 8;
    private const int FirstCatchUp = 32;

    // What it is less sure of than that is mostly wrong.
    private const double LeastProbability = 0.3;

    private readonly Sequence[] _sequences = [.. Enumerable.Range(0, context.Limits.Sequences).Select(id => new Sequence(id))];
    private double _millisecondsPerPromptToken;
    private long _uses;
    private bool _isBroken;

    /// <summary>As its file has it.</summary>
    public string Name => name;

    /// <summary>Bytes of main memory that it is counted with; 0 where a GPU holds it.</summary>
    public long MainMemoryBytes => mainMemoryBytes;

    /// <summary>What one guessed token costs; 0 until that was measured.</summary>
    public double MillisecondsPerToken { get; private set; }

    /// <summary>Guesses what follows.</summary>
    /// <param name="slot">The document.</param>
    /// <param name="tokens">Prompt and answer so far; never empty.</param>
    /// <param name="most">So many tokens at most.</param>
    /// <returns>None where it has not read so far yet, or is not sure.</returns>
    public int[] Guess(string slot, List<int> tokens, int most)
    {
        if (_isBroken || most <= 0 || tokens.Count + most > context.Limits.ContextTokens)
        {
            return [];
        }

        var text = CollectionsMarshal.AsSpan(tokens);
        var sequence = Of(slot);
        Keep(sequence, Math.Min(CollectionsMarshal.AsSpan(sequence.Tokens).CommonPrefixLength(text), text.Length - 1));
        var rest = text[sequence.Tokens.Count..];
        if (rest.ContainsAnyExceptInRange(0, context.Limits.Vocabulary - 1) || !TryCatchUp(sequence, rest))
        {
            return [];
        }

        List<int> guessed = [];
        var started = time.GetTimestamp();
        while (Likeliest(guessed.Count == 0 ? rest.Length - 1 : 0) is { } token && token < vocabulary)
        {
            guessed.Add(token);
            if (guessed.Count == most || !TryRead(sequence, [token]))
            {
                break;
            }
        }

        if (guessed.Count > 1)
        {
            var measured = time.GetElapsedTime(started).TotalMilliseconds / (guessed.Count - 1);
            MillisecondsPerToken = MillisecondsPerToken <= 0 ? measured : (MillisecondsPerToken * 0.9) + (measured * 0.1);
        }

        return [.. guessed];
    }

    public void Dispose()
    {
        context.Dispose();
        model.Dispose();
    }

    // The document's own, else the one that nobody has used for longest.
    private Sequence Of(string slot)
    {
        var sequence = Array.Find(_sequences, one => string.Equals(one.Slot, slot, StringComparison.Ordinal)) ?? _sequences.MinBy(one => one.LastUse)!;
        (sequence.Slot, sequence.LastUse) = (slot, ++_uses);
        return sequence;
    }

    private void Keep(Sequence sequence, int count)
    {
        if (count < sequence.Tokens.Count)
        {
            var kept = context.Truncate(sequence.Id, count) ? count : 0;
            sequence.Tokens.RemoveRange(kept, sequence.Tokens.Count - kept);
        }
    }

    // Returns whether the last token was read, so that there is something to guess by.
    private bool TryCatchUp(Sequence sequence, ReadOnlySpan<int> rest)
    {
        var room = _millisecondsPerPromptToken <= 0 ? FirstCatchUp : (int)(CatchUpMilliseconds / _millisecondsPerPromptToken);
        var count = Math.Min(rest.Length, Math.Clamp(room, LeastCatchUp, context.Limits.Tokens));
        var started = time.GetTimestamp();
        var isRead = TryRead(sequence, rest[..count]);
        if (isRead && count >= LeastCatchUp)
        {
            var measured = time.GetElapsedTime(started).TotalMilliseconds / count;
            _millisecondsPerPromptToken = _millisecondsPerPromptToken <= 0 ? measured : (_millisecondsPerPromptToken * 0.7) + (measured * 0.3);
        }

        return isRead && count == rest.Length;
    }

    private bool TryRead(Sequence sequence, ReadOnlySpan<int> tokens)
    {
        context.Batch.Clear();
        for (var i = 0; i < tokens.Length; i++)
        {
            context.Batch.Add(tokens[i], sequence.Tokens.Count + i, sequence.Id, wantsLogits: i == tokens.Length - 1);
        }

        if (context.Decode() is not DecodeStatus.Done and var status)
        {
            // It only ever made answers faster: without it they are as they were.
            _isBroken = true;
            Log.Broken(logger, name, status);
            return false;
        }

        sequence.Tokens.AddRange(tokens);
        return true;
    }

    private int? Likeliest(int row) =>
        LogitStatistics.Of(context.Logits(row)) is { } statistics && Math.Exp(statistics.Highest - statistics.LogSum) >= LeastProbability ? statistics.Argmax : null;

    private sealed class Sequence(int id)
    {
        public int Id => id;

        public string? Slot { get; set; }

        public List<int> Tokens { get; } = [];

        public long LastUse { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(230, LogLevel.Warning, "{Model} guesses no more: a step failed with {Status}")]
        public static partial void Broken(ILogger logger, string model, DecodeStatus status);
    }
}
