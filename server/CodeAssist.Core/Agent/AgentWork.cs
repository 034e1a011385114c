using System.Globalization;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Checks;
using CodeAssist.Core.Agent.Context;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Agent.Progress;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Rules;
using CodeAssist.Core.Routing;

namespace CodeAssist.Core.Agent;

/// <summary>One task under way. Read <see cref="RunAsync"/> top to bottom.</summary>
internal sealed class AgentWork
{
    private const int EvidenceLetters = 6_000;
    private const int MostNestedRules = 4_000;

    /// <summary>What an opening is made for before it is known who reads it.</summary>
    private const int PreviewTokens = 24_000;

    /// <summary>Objections of the checks after which a stronger model is looked for.</summary>
    private const int ChecksBeforeMore = 2;

    private readonly IAgentModels _models;
    private readonly IAgentHands _hands;
    private readonly IAgentUser _user;
    private readonly IEditFormMemory _forms;
    private readonly AgentTask _task;
    private readonly AgentLimits _limits;
    private readonly Checkpoint? _begin;
    private readonly ActionDesk _desk;
    private readonly Verification _verification;
    private readonly ProgressWatch _watch;
    private readonly List<TranscriptEntry> _transcript = [];
    private readonly Dictionary<string, string> _failed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _toldRules = new(StringComparer.Ordinal);
    private readonly HashSet<PartOrigin> _read = [];

    private IAgentModel _model = null!;
    private IAgentModel? _scout;
    private Compaction _compaction = null!;
    private IReadOnlyList<AgentMessage> _opening = [];
    private List<AgentMessage> _rest = [];
    private IReadOnlyList<PayloadPart> _findings = [];
    private ModelSpending _spent = ModelSpending.None;
    private string _nobodyElse = "";
    private string _lastSound = "The checks have not passed since the task began.";
    private int _mistakes;
    private int _checkRounds;
    private bool _hasChanged;
    private bool _isChecked;
    private bool _wasToldSame;

    public AgentWork(IAgentModels models, IAgentHands hands, IAgentUser user, IEditFormMemory forms, AgentTask task, AgentLimits limits, Checkpoint? begin)
    {
        (_models, _hands, _user, _forms, _task, _limits, _begin) = (models, hands, user, forms, task, limits, begin);
        _desk = new ActionDesk(hands, user, task.IsPlan);
        _verification = new Verification(task.Checks, task.Repository, async (run, token) => (await _desk.DoAsync(run, token)).Result);
        _watch = new ProgressWatch(limits);
    }

    public IReadOnlyList<TranscriptEntry> Transcript => _transcript;

    public string Summary { get; private set; } = "";

    public async Task<AgentEnd> RunAsync(CancellationToken cancellationToken)
    {
        if (await BeginAsync(cancellationToken) is { } nobody)
        {
            return nobody;
        }

        for (var step = 1; ; step++)
        {
            if (OverLimit(step) is { } over)
            {
                return over;
            }

            await MakeRoomAsync(cancellationToken);
            var turn = await _model.AskAsync([.. _opening, .. _rest], Offer(), cancellationToken);
            _spent = _spent.Plus(turn.Spent);
            var (end, standstill) = turn switch
            {
                ModelTurn.Failed failed => await FailAsync(step, failed, cancellationToken),
                ModelTurn.Unusable unusable => (null, Correct(step, unusable.Text, AgentPrompts.Correction(unusable.Objection), unusable.Spent)),
                ModelTurn.Said { IsRepeating: true } said => (null, Repeat(step, said)),
                ModelTurn.Said { Calls.Count: 0 } said => (null, Correct(step, said.Text, AgentPrompts.NoCall, said.Spent)),
                _ => await WorkAsync(step, (ModelTurn.Said)turn, cancellationToken),
            };
            if (end is not null)
            {
                return end;
            }

            if (standstill is not null && !await HandOverAsync(standstill.Sentence, cancellationToken) && standstill.IsFinal)
            {
                return new AgentEnd(
                    _mistakes >= _limits.Mistakes ? AgentEndReason.Mistakes : AgentEndReason.Stuck, $"It does not get any further. {standstill.Sentence} {_nobodyElse}".TrimEnd());
            }
        }
    }

    private async Task<AgentEnd?> BeginAsync(CancellationToken cancellationToken)
    {
        var choice = await _models.ChooseAsync(new AgentNeed(Preview([])), cancellationToken);
        if (choice is not AgentModelChoice.Chosen chosen)
        {
            return new AgentEnd(AgentEndReason.Nobody, ((AgentModelChoice.Nobody)choice).Why);
        }

        await TakeOverAsync(chosen, note: [], cancellationToken);
        return null;
    }

    private AgentEnd? OverLimit(int step) =>
        step > _limits.Steps ? new AgentEnd(AgentEndReason.Steps, string.Create(CultureInfo.InvariantCulture, $"It took {_limits.Steps} steps, and that is the most: agent.steps."))
        : _spent.Tokens.Input + _spent.Tokens.Output >= _limits.Tokens ? new AgentEnd(AgentEndReason.Tokens, string.Create(CultureInfo.InvariantCulture, $"It took {_limits.Tokens:N0} tokens, and that is the most."))
        : _limits.Dollars is { } dollars && _spent.Dollars >= dollars && dollars > 0 ? new AgentEnd(AgentEndReason.Money, string.Create(CultureInfo.InvariantCulture, $"It cost ${_spent.Dollars:0.00##}, and ${dollars:0.00##} is the most."))
        : null;

    private async Task MakeRoomAsync(CancellationToken cancellationToken)
    {
        if (await _compaction.MakeRoomAsync(_opening, _rest, _findings, cancellationToken) is not { } made)
        {
            return;
        }

        _rest = [.. made.Kept];
        _spent = _spent.Plus(made.Spent);
        if (made.Replaced > 0)
        {
            Note(new TranscriptEntry.Compacted(made.Replaced, made.Summary, made.Model, made.Spent));
        }
    }

    private async Task<(AgentEnd? End, Standstill? Standstill)> FailAsync(int step, ModelTurn.Failed failed, CancellationToken cancellationToken)
    {
        Note(new TranscriptEntry.Step(step, _model.Id, failed.Why, [], failed.Spent));
        if (failed.IsMoney)
        {
            return (new AgentEnd(AgentEndReason.Money, failed.Why), null);
        }

        _failed[_model.Id] = failed.Why;
        return await HandOverAsync(failed.Why, cancellationToken) ? (null, null) : (new AgentEnd(AgentEndReason.ModelFailed, $"{failed.Why} {_nobodyElse}".TrimEnd()), null);
    }

    private Standstill? Correct(int step, string text, IReadOnlyList<PayloadPart> objection, ModelSpending spent)
    {
        Note(new TranscriptEntry.Step(step, _model.Id, text, [], spent));
        if (text.Length > 0)
        {
            _rest.Add(new AgentMessage.Said(text, [], [.. _read]));
        }

        _rest.Add(new AgentMessage.Told(objection));
        return Mistake();
    }

    private Standstill Repeat(int step, ModelTurn.Said said)
    {
        Note(new TranscriptEntry.Step(step, _model.Id, said.Text, [], said.Spent));
        return new Standstill("It wrote the same text again and again.", IsFinal: true);
    }

    private Standstill Objected() => new(string.Create(CultureInfo.InvariantCulture, $"The checks objected {_checkRounds} times."), IsFinal: false);

    private Standstill? Mistake() => ++_mistakes < _limits.Mistakes ? null
        : new Standstill(string.Create(CultureInfo.InvariantCulture, $"{_mistakes} answers in a row could not be used."), IsFinal: true);

    private async Task<(AgentEnd? End, Standstill? Standstill)> WorkAsync(int step, ModelTurn.Said said, CancellationToken cancellationToken)
    {
        _rest.Add(new AgentMessage.Said(said.Text, said.Calls, [.. _read]) { Thoughts = said.Thoughts });
        var answers = new List<CallAnswer>();
        var records = new List<CallRecord>();
        AgentEnd? end = null;
        Standstill? standstill = null;
        var isFaulty = false;
        foreach (var call in said.Calls)
        {
            IReadOnlyList<PayloadPart> parts;
            CallRecord record;
            switch (call.Action)
            {
                case null:
                    isFaulty = true;
                    parts = AgentPrompts.Correction(call.Fault ?? "");
                    record = new CallRecord(call, CallEnd.Faulty, Text(parts), []);
                    break;
                case AgentAction.Finish finish:
                    (end, parts) = await FinishAsync(step, finish, cancellationToken);
                    record = new CallRecord(call, end is null ? CallEnd.Failed : CallEnd.Done, Text(parts), []);
                    break;
                case AgentAction.AskUser ask:
                    parts = await _user.AskAsync(ask.Question, cancellationToken) is { } reply
                        ? [AgentPrompts.ByUser(reply + "\n")]
                        : [AgentPrompts.Own("Nobody is here to answer. Decide by yourself, or finish and say what you need to know.\n")];
                    record = new CallRecord(call, CallEnd.Done, Text(parts), []);
                    break;
                case var action:
                    (record, parts, var sign) = await DoAsync(call, action, cancellationToken);
                    standstill = sign ?? standstill;
                    break;
            }

            records.Add(record);
            answers.Add(new CallAnswer(call.Id, Remember(parts)));
            if (end is not null)
            {
                break;
            }
        }

        Note(new TranscriptEntry.Step(step, _model.Id, said.Text, records, said.Spent));
        _rest.Add(new AgentMessage.Answered(answers));
        _mistakes = isFaulty ? _mistakes : 0;
        return (end, standstill ?? (isFaulty ? Mistake() : end is null && _checkRounds >= ChecksBeforeMore ? Objected() : null));
    }

    private async Task<(CallRecord Record, IReadOnlyList<PayloadPart> Parts, Standstill? Standstill)> DoAsync(AgentCall call, AgentAction action, CancellationToken cancellationToken)
    {
        if (action is AgentAction.Edit && !_task.IsPlan)
        {
            await _verification.BeginAsync(cancellationToken);
        }

        var (result, end, isAllowed) = action is AgentAction.FindOut find ? await SendAsync(find, cancellationToken) : await _desk.DoAsync(action, cancellationToken);
        if (action is AgentAction.Edit edit)
        {
            EditForms.Count(_forms, _model.Identity, edit, result, end);
        }

        if (result is ActionResult.Done { Changed.Count: > 0 })
        {
            (_hasChanged, _isChecked) = (true, false);
        }

        IReadOnlyList<PayloadPart> parts = [.. result.Parts, .. NearestRules(action)];
        var done = result as ActionResult.Done;
        return (new CallRecord(call, end, result.Text, done?.Changed ?? []) { Diff = done?.Diff ?? "", IsAllowed = isAllowed }, parts, _watch.Note(action, result));
    }

    // Who costs nothing has nobody to send.
    private ToolOffer Offer() => ToolOffer.Asking | (_task.IsPlan ? ToolOffer.Looking : ToolOffer.Acting) | (_scout is null ? ToolOffer.Looking : ToolOffer.Sending);

    private async Task<(ActionResult Result, CallEnd End, bool IsAllowed)> SendAsync(AgentAction.FindOut find, CancellationToken cancellationToken)
    {
        if (_scout is null)
        {
            return (new ActionResult.Failed { Parts = [AgentPrompts.Own("Nobody is here to send. Search by yourself.\n")] }, CallEnd.Failed, false);
        }

        _user.Begin(ActionSentences.Of(find));
        var (result, entry) = await new Scout(_scout, _desk, _task, _model.MayRead).FindAsync(find.Question, _read, cancellationToken);
        _spent = _spent.Plus(entry.Spent);
        Note(entry);
        return (result, entry.IsFound ? CallEnd.Done : CallEnd.Failed, false);
    }

    /// <returns>The end, or what the model is told instead.</returns>
    private async Task<(AgentEnd? End, IReadOnlyList<PayloadPart> Parts)> FinishAsync(int step, AgentAction.Finish finish, CancellationToken cancellationToken)
    {
        Summary = finish.Summary;
        if (_task.IsPlan || !_hasChanged)
        {
            return (new AgentEnd(AgentEndReason.FinishedUnchecked, _task.IsPlan ? "The plan is made." : "It is done, and nothing was changed."), []);
        }

        // Whoever finishes again without having changed anything is told the same again, and not kept waiting for it.
        var outcome = _isChecked && _findings.Count > 0 ? new CheckOutcome.Worse(_findings) : await _verification.CheckAsync(cancellationToken);
        _isChecked = true;
        _findings = outcome is CheckOutcome.Worse found ? found.Parts : [];
        switch (outcome)
        {
            case CheckOutcome.Sound sound:
                Note(new TranscriptEntry.Checked(IsSound: true, sound.Words));
                _lastSound = string.Create(CultureInfo.InvariantCulture, $"The checks last found nothing wrong after step {step}.");
                return (new AgentEnd(AgentEndReason.Finished, $"It is done, and the checks find nothing wrong: {sound.Words}."), []);
            case CheckOutcome.Unknown unknown:
                return (new AgentEnd(AgentEndReason.FinishedUnchecked, $"It is done, and unchecked. {unknown.Why}"), []);
            case CheckOutcome.Same same when _wasToldSame:
                Note(new TranscriptEntry.Checked(IsSound: false, Text(same.Parts)));
                return (new AgentEnd(AgentEndReason.StillFailing, "What was wrong before the task still is; nothing new is."), []);
            case CheckOutcome.Same same:
                _wasToldSame = true;
                Note(new TranscriptEntry.Checked(IsSound: false, Text(same.Parts)));
                return (null, AgentPrompts.Problems(same.Parts, areNew: false));
            default:
                return await RepairAsync(((CheckOutcome.Worse)outcome).Parts, cancellationToken);
        }
    }

    private async Task<(AgentEnd? End, IReadOnlyList<PayloadPart> Parts)> RepairAsync(IReadOnlyList<PayloadPart> problems, CancellationToken cancellationToken)
    {
        Note(new TranscriptEntry.Checked(IsSound: false, Text(problems)));
        if (++_checkRounds < _limits.CheckRounds)
        {
            return (null, AgentPrompts.Problems(problems, areNew: true));
        }

        if (await _user.KeepsBrokenAsync(Text(problems), cancellationToken))
        {
            return (new AgentEnd(AgentEndReason.KeptBroken, "The checks object to it, and you keep it."), problems);
        }

        var restored = await _hands.RestoreAsync(_begin!, paths: null, cancellationToken);
        Note(new TranscriptEntry.RolledBack(restored.Restored));
        var rest = restored.Problems.Count == 0 ? "the files are what they were." : $"not all files are what they were: {string.Join(' ', restored.Problems)}";
        return (new AgentEnd(AgentEndReason.RolledBack, string.Create(CultureInfo.InvariantCulture, $"The checks objected {_checkRounds} times, so {rest}")), problems);
    }

    /// <returns>Whether somebody else goes on.</returns>
    private async Task<bool> HandOverAsync(string why, CancellationToken cancellationToken)
    {
        if (_nobodyElse.Length > 0 && !_failed.ContainsKey(_model.Id))
        {
            return false;
        }

        var changes = _begin is null ? [] : await _hands.CompareAsync(_begin, cancellationToken);
        var evidence = _rest.OfType<AgentMessage.Answered>().TakeLast(2).SelectMany(message => message.AllParts).ToList();
        var note = AgentPrompts.HandOff(
            $"{why} {_lastSound}", StepNames.Parts(_rest), Compaction.Shorten(evidence, EvidenceLetters), changes, _task.Repository);
        var need = new AgentNeed(Preview(note)) { IsStuck = !_failed.ContainsKey(_model.Id), FailedChecks = _checkRounds, Failed = _failed };
        switch (await _models.ChooseAsync(need, cancellationToken))
        {
            case AgentModelChoice.Chosen chosen when !string.Equals(chosen.Model.Id, _model.Id, StringComparison.Ordinal):
                await TakeOverAsync(chosen, note, cancellationToken);
                return true;
            case AgentModelChoice.Chosen same:
                _nobodyElse = same.Sentence;
                return false;
            case AgentModelChoice.Nobody nobody:
                _nobodyElse = nobody.Why;
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task TakeOverAsync(AgentModelChoice.Chosen chosen, IReadOnlyList<PayloadPart> note, CancellationToken cancellationToken)
    {
        _model = chosen.Model;
        _scout = _model.Tier is Tier.ClosedApi ? await _models.ChooseForRoutineAsync(cancellationToken) : null;
        _compaction = new Compaction(_model, _models.ChooseForRoutineAsync);
        _opening = Opening(_model.ContextTokens, _model);
        _rest = [];
        _read.Clear();
        _toldRules.Clear();
        _watch.Reset();
        (_mistakes, _checkRounds, _wasToldSame) = (0, 0, false);
        Learn(_opening.SelectMany(message => message.AllParts));
        if (note.Count > 0)
        {
            _rest.Add(new AgentMessage.Told(Remember(note)));
        }

        Note(new TranscriptEntry.Chosen(_model.Id, chosen.Sentence));
    }

    private IReadOnlyList<AgentMessage> Preview(IReadOnlyList<PayloadPart> note)
    {
        var opening = Opening(PreviewTokens, model: null);
        return note.Count == 0 ? opening : [.. opening, new AgentMessage.Told(Withholding.For(Withholding.MayBeSent, note))];
    }

    private IReadOnlyList<AgentMessage> Opening(int tokens, IAgentModel? model) => AgentPrompts.Opening(
        _task, EditAdvice.For(model is null ? [] : _forms.Of(model.Identity), model?.Tier is Tier.Local), tokens, model is null ? Withholding.MayBeSent : model.MayRead);

    /// <summary>Rules of the folders that an action touches for the first time.</summary>
    private IEnumerable<PayloadPart> NearestRules(AgentAction action) =>
        from path in ActionIdentity.PathsOf(action)
        from rule in RuleChoice.For(_task.Rules, path, MostNestedRules)
        where rule.Path.Contains('/', StringComparison.Ordinal) && _toldRules.Add(rule.Path)
        select AgentPrompts.Rule(_task, rule);

    /// <summary>Parts as this model may read them and as long as one answer may be.</summary>
    private IReadOnlyList<PayloadPart> Remember(IReadOnlyList<PayloadPart> parts)
    {
        // A quarter of what there is room for, at three characters to a token.
        var allowed = Compaction.Shorten(Withholding.For(_model.MayRead, parts), _model.ContextTokens * 3 / 4);
        Learn(allowed);
        return allowed;
    }

    private void Learn(IEnumerable<PayloadPart> parts) => _read.UnionWith(parts.SelectMany(part => part.Origins));

    private void Note(TranscriptEntry entry)
    {
        _transcript.Add(entry);
        _user.Tell(entry);
    }

    private static string Text(IReadOnlyList<PayloadPart> parts) => string.Concat(parts.Select(part => part.Text));
}
