using System.Globalization;
using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Core.Agent.Progress;

/// <summary>Watches whether a task moves. It does when something happens that has not happened before: an edit that fits, a command with another outcome.</summary>
/// <remarks>Looking at one new file after the other counts as moving, too, for no two calls are the same then; the limit on steps ends that.</remarks>
internal sealed class ProgressWatch(AgentLimits limits)
{
    private readonly List<string> _recent = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private int _failedEdits;

    /// <returns>Null while it moves.</returns>
    public Standstill? Note(AgentAction action, ActionResult result)
    {
        var event_ = $"{ActionIdentity.Of(action)}\n{result.Text}";
        var isNew = _known.Add(event_);
        if (isNew && result is ActionResult.Done done && (done.Changed.Count > 0 || done.Command is not null))
        {
            _recent.Clear();
        }

        _recent.Add(event_);
        _failedEdits = (action, result) switch
        {
            (AgentAction.Edit, ActionResult.Done) => 0,
            (AgentAction.Edit, _) => _failedEdits + 1,
            _ => _failedEdits,
        };
        return SameCall(event_, action) ?? Circle() ?? FailedEdits();
    }

    /// <summary>Somebody else takes over.</summary>
    public void Reset()
    {
        _recent.Clear();
        _failedEdits = 0;
    }

    private Standstill? SameCall(string event_, AgentAction action)
    {
        var same = _recent.TakeLast(limits.Window).Count(other => string.Equals(other, event_, StringComparison.Ordinal));
        return same < limits.SameCalls ? null
            : new Standstill(string.Create(CultureInfo.InvariantCulture, $"The same call came {same} times to the same: {ActionSentences.Of(action)}."), IsFinal: true);
    }

    private Standstill? Circle()
    {
        for (var length = 2; length <= limits.LongestCircle; length++)
        {
            var all = length * limits.Rounds;
            if (_recent.Count >= all && IsCircle(_recent.Count - all, length))
            {
                return new Standstill(string.Create(CultureInfo.InvariantCulture, $"The same {length} calls came {limits.Rounds} times in a row."), IsFinal: true);
            }
        }

        return null;
    }

    private bool IsCircle(int start, int length)
    {
        for (var index = start + length; index < _recent.Count; index++)
        {
            if (!string.Equals(_recent[index], _recent[index - length], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private Standstill? FailedEdits() => _failedEdits < limits.FailedEdits ? null
        : new Standstill(string.Create(CultureInfo.InvariantCulture, $"{_failedEdits} edits in a row did not fit."), IsFinal: false);
}
