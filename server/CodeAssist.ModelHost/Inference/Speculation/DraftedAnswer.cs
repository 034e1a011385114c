using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>The drafts of one answer: they stand behind its last token until the model has chosen that far.</summary>
/// <remarks>What is chosen is always the model's own choice after all tokens before it; a draft only says which to compute together.</remarks>
internal sealed class DraftedAnswer(GenerationRequest request, DraftPacer pacer, TokenReader reader)
{
    private readonly DraftFinder _finder = new(request.Prompt, request.Drafts);
    private DraftSource _source;
    private int? _unverified;
    private bool _isLastGuessed;
    private bool _hasBegun;

    /// <summary>Tokens of the draft that the model has not come to yet.</summary>
    public int Pending { get; private set; }

    /// <summary>Drafted tokens that were compared with what the model chose, having been computed with it.</summary>
    public int Verified { get; private set; }

    /// <summary>How many of them were chosen.</summary>
    public int Accepted { get; private set; }

    /// <summary>Takes what the model chose: drops the draft where it is another.</summary>
    public JobProgress Take(List<int> tokens, int chosen)
    {
        _finder.Append(chosen);
        _hasBegun = true;
        _isLastGuessed = false;
        if (Pending == 0)
        {
            if (_unverified is { } guess)
            {
                pacer.Compared(_source, guess == chosen);
                _unverified = null;
            }

            tokens.Add(chosen);
            return JobProgress.GoesOn;
        }

        var wasRight = tokens[^Pending] == chosen;
        pacer.Compared(_source, wasRight);
        Verified++;
        if (wasRight)
        {
            Accepted++;
            Pending--;
            _isLastGuessed = true;
            return JobProgress.GoesOn;
        }

        Drop(tokens);
        tokens.Add(chosen);
        return JobProgress.Branches;
    }

    /// <summary>Puts a draft behind the tokens where one is worth it, and where the logits of the last token are not there already.</summary>
    /// <param name="tokens">Prompt and answer.</param>
    /// <param name="most">Room for so many tokens.</param>
    public void Propose(List<int> tokens, int most)
    {
        most = Math.Min(most, DraftPacer.MostTokens);
        if (_isLastGuessed)
        {
            return;
        }

        var draft = _finder.Find(most);
        var worth = draft is null ? 0 : request.Drafting is Drafting.Always ? draft.Tokens.Length : pacer.Length(draft);
        if (worth == 0 && Guess(tokens, most) is { } guess)
        {
            (draft, worth) = (guess, guess.Tokens.Length);
        }

        if (draft is null)
        {
            return;
        }

        _source = draft.Source;
        var length = Math.Min(worth, LengthToEnd(draft.Tokens));
        _unverified = length == 0 ? draft.Tokens[0] : null;
        Pending = length;
        tokens.AddRange(draft.Tokens.AsSpan(0, length));
    }

    public void Drop(List<int> tokens)
    {
        tokens.RemoveRange(tokens.Count - Pending, Pending);
        Pending = 0;
    }

    // Not before the large model has read the prompt: until then this is not the scheduler's thread, to which the small one belongs.
    private Draft? Guess(List<int> tokens, int most)
    {
        if (!_hasBegun || most <= 0 || pacer.Model is not { } model)
        {
            return null;
        }

        var guessed = model.Guess(request.Slot, tokens, request.Drafting is Drafting.Always ? most : pacer.GuessLength(most, model.MillisecondsPerToken));
        return guessed.Length > 0 ? new Draft(DraftSource.Model, guessed) : null;
    }

    // Nothing follows what ends the answer.
    private int LengthToEnd(int[] draft)
    {
        for (var i = 0; i < draft.Length; i++)
        {
            if (reader.EndsText(draft[i]))
            {
                return i;
            }

            var piece = System.Text.Encoding.UTF8.GetString(reader.Piece(draft[i]));
            if (request.Limits.StopTexts.Any(stop => piece.Contains(stop, StringComparison.Ordinal)))
            {
                return i + 1;
            }
        }

        return draft.Length;
    }
}
