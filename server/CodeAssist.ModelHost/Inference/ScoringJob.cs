using CodeAssist.ModelHost.Inference.Healing;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>One scoring on its way through the scheduler: the prompt, and then one path of the tree of continuations after another.</summary>
/// <remarks>
/// The paths follow one another in the prompt's own sequence, each behind what it shares with the one before. Side by side they would
/// need sequences of their own; every sequence has a cache of its own, and llama.cpp copies such a cache as a whole or not at all.
/// </remarks>
internal sealed class ScoringJob : AnsweredJob<ScoreResult>
{
    private readonly ScoringRequest _request;
    private readonly TokenReader _reader;
    private readonly LineEndTokens _lineEnds;
    private readonly ContinuationTree _tree;

    public ScoringJob(ScoringRequest request, TokenReader reader, LineEndTokens lineEnds, TimeProvider time)
        : base(request.Slot, request.Priority, request.Prompt, time)
    {
        _request = request;
        _reader = reader;
        _lineEnds = lineEnds;
        _tree = new ContinuationTree(request.Continuations.Select(continuation => continuation.Tokens));
        Tokens.AddRange(_tree.Path);
    }

    // The root of the tree is the prompt's last token.
    public override int FirstLogits => Prompt.Tokens.Length - 1 + _tree.WeighedDepth;

    public override JobProgress Take(ReadOnlySpan<float> logits)
    {
        // As in a generation: a score says how probable a text is given what was typed.
        if (Prompt.Cut is { } cut && RepeatedBytes(cut) is var repeated && repeated < cut.Bytes.Length)
        {
            logits = cut.Restrict(logits, repeated);
        }

        if (LogitStatistics.Of(logits) is not { } statistics)
        {
            return End(Failed(Failures.NotNumbers));
        }

        _tree.Weigh(logits, statistics.LogSum, _lineEnds.LogProbability(logits, statistics.LogSum));
        if (!_tree.IsPathDone)
        {
            return JobProgress.GoesOn;
        }

        if (!_tree.MoveOn())
        {
            return End(Finished());
        }

        Tokens.RemoveRange(Prompt.Tokens.Length, Tokens.Count - Prompt.Tokens.Length);
        Tokens.AddRange(_tree.Path);
        return JobProgress.Branches;
    }

    // A continuation is cut to the room there is before it comes here.
    public override bool TryEndWithFullContext() => false;

    protected override ScoreResult Failed(HostFailure failure) => new(null, failure);

    private int RepeatedBytes(CutText cut)
    {
        var bytes = 0;
        foreach (var token in _tree.Path.Take(_tree.WeighedDepth).TakeWhile(_ => bytes < cut.Bytes.Length))
        {
            bytes += _reader.Piece(token).Length;
        }

        return bytes;
    }

    private ScoreResult Finished()
    {
        var scores = _request.Continuations.Zip(_tree.Scores, (continuation, score) => new ContinuationScore(
            score.LogProbability, continuation.Tokens.Length, continuation.IsCut, continuation.IsCut ? null : score.EndLogProbability));
        var usage = new ScoringUsage(
            Prompt.Tokens.Length,
            ReusedTokens,
            Prompt.TrimmedTokens,
            _tree.TokenCount,
            Queued.TotalMilliseconds,
            Elapsed.TotalMilliseconds);
        return new ScoreResult(new Scoring([.. scores], usage), null);
    }
}
