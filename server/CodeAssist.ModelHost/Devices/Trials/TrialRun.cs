using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Devices.Trials;

/// <summary>Has a model answer the fixed text on the device where it was loaded: many tokens at once, then one by one, because devices compute the two by different programs.</summary>
internal static class TrialRun
{
    private const int MostTokens = 72;
    private const int OneByOne = 4;

    // Long enough that a GPU's programs for large steps take part.
    private const string Text = """
        using System;
        using System.Collections.Generic;

        namespace Inventory
        {
            public sealed class Shelf
            {
                private readonly List<Item> items = new List<Item>();

                public int Count
                {
                    get { return items.Count; }
                }

                public void Add(Item item)
                {
                    if (item == null)
                    {
                        throw new ArgumentNullException(nameof(item));
                    }

                    items.Add(item);
        """;

    /// <param name="vocabulary">The model's.</param>
    /// <param name="context">Empty, and empty again afterwards.</param>
    /// <param name="answer">What it answered.</param>
    /// <returns>Why there is no answer; null where there is one.</returns>
    public static HostFailure? Answer(Vocabulary vocabulary, LlamaContext context, out TrialAnswer? answer)
    {
        answer = null;
        var prompt = Prompt(vocabulary, Math.Min(MostTokens, Math.Min(context.Limits.Tokens, context.Limits.ContextTokens)));
        var rows = new List<float[]>();
        for (var from = 0; from < prompt.Length;)
        {
            var count = from == 0 ? prompt.Length - OneByOne : 1;
            context.Batch.Clear();
            for (var position = from; position < from + count; position++)
            {
                context.Batch.Add(prompt[position], position, sequence: 0, wantsLogits: position == from + count - 1);
            }

            if (context.Decode() is not DecodeStatus.Done and var status)
            {
                context.Truncate(sequence: 0, position: 0);
                return status is DecodeStatus.OutOfMemory
                    ? Failures.DeviceFailed(status) with { Kind = HostFailureKind.NotEnoughMemory }
                    : Failures.DeviceFailed(status);
            }

            var logits = context.Logits(count - 1);
            if (LogitStatistics.Of(logits) is null)
            {
                context.Truncate(sequence: 0, position: 0);
                return Failures.NotNumbers;
            }

            rows.Add(TrialAnswer.Sample(logits));
            from += count;
        }

        context.Truncate(sequence: 0, position: 0);
        answer = new TrialAnswer(rows);
        return null;
    }

    private static int[] Prompt(Vocabulary vocabulary, int most)
    {
        int[] tokens = [.. vocabulary.BeginOfText is not Vocabulary.None and var begin ? [begin] : Array.Empty<int>(), .. vocabulary.Tokenize(Text)];

        // Of a strange vocabulary the first token does.
        return tokens.Length > OneByOne ? tokens[..Math.Min(tokens.Length, most)] : new int[OneByOne * 2];
    }
}
