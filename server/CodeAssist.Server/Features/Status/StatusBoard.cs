using System.Diagnostics;
using CodeAssist.Core.Models;
using CodeAssist.Core.Policy;
using CodeAssist.Lsp.Protocol;
using TaskStatus = CodeAssist.Lsp.Protocol.TaskStatus;

namespace CodeAssist.Server.Features.Status;

/// <summary>Puts together what the status bar shows: the model, the work at hand, a snooze and the policy. Says it whenever it changes.</summary>
/// <remarks>Thread-safe. What is said is said in the order in which it became true.</remarks>
internal sealed class StatusBoard : IDisposable
{
    // A suggestion that comes sooner has answered the question already.
    private static readonly TimeSpan _worthShowing = TimeSpan.FromMilliseconds(300);

    private readonly Action<StatusParams> _say;
    private readonly Snooze _snooze;
    private readonly ITimer _patience;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ModelAvailability _model = new ModelAvailability.Loading(0);
    private bool _isOff;
    private bool _isDegraded;
    private string? _slow;
    private int _running;
    private bool _isThinking;
    private LocalOnlyStatus? _localOnly;
    private TaskStatus? _task;
    private StatusParams? _said;

    /// <param name="say">Tells the editor; must not block.</param>
    /// <param name="snooze">Whether suggestions are snoozed.</param>
    /// <param name="time">Measures how long a request takes.</param>
    public StatusBoard(Action<StatusParams> say, Snooze snooze, TimeProvider time)
    {
        _say = say;
        _snooze = snooze;
        _time = time;
        _patience = time.CreateTimer(_ => ThinksOn(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        snooze.Changed += Say;
    }

    /// <summary>What is shown now.</summary>
    public StatusParams Shown
    {
        get
        {
            lock (_lock)
            {
                return Status() with { LocalOnly = _localOnly, Task = _task };
            }
        }
    }

    public void Model(ModelAvailability model) => Change(() => _model = model);

    /// <summary>Whether the settings want suggestions at all.</summary>
    public void Enabled(bool isEnabled) => Change(() => _isOff = !isEnabled);

    /// <summary>From the next news of the model on: it works, but not as it should. What was said last was true when it was said.</summary>
    public void Degraded()
    {
        lock (_lock)
        {
            _isDegraded = true;
        }
    }

    /// <param name="policy">What holds.</param>
    /// <param name="isPrivate">Whether the repositories of all open folders are on the user's list of private ones.</param>
    public void Policy(NetworkPolicy policy, bool isPrivate) => Change(() => _localOnly = policy is NetworkPolicy.LocalOnly { Reasons: var reasons }
        ? new LocalOnlyStatus(
            reasons.Any(reason => reason.Cause is LocalOnlyCause.UserChoice),
            isPrivate,
            string.Join(' ', reasons.Select(reason => reason.Sentence).Prepend("Nothing leaves this machine.")))
        : null);

    /// <summary>Answers are too slow, and what to do about it; null when they are quick again.</summary>
    public void Slow(string? advice) => Change(() => _slow = advice);

    /// <summary>Who does the last task, or did it; null where nobody was asked.</summary>
    public void Task(TaskStatus? task) => Change(() => _task = task);

    /// <summary>A request is in work until the result is disposed of.</summary>
    public IDisposable Working()
    {
        lock (_lock)
        {
            _running++;
            if (_running == 1)
            {
                _patience.Change(_worthShowing, Timeout.InfiniteTimeSpan);
            }
        }

        return new Work(this);
    }

    public void Dispose()
    {
        _snooze.Changed -= Say;
        _patience.Dispose();
    }

    private void ThinksOn() => Change(() => _isThinking = _running > 0);

    private void Worked() => Change(() =>
    {
        _running--;
        _isThinking = _isThinking && _running > 0;
    });

    private void Say() => Change(static () => { });

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            var status = Status() with { LocalOnly = _localOnly, Task = _task };
            if (status != _said)
            {
                _said = status;
                _say(status);
            }
        }
    }

    private StatusParams Status() =>
        _model switch
        {
            _ when _isOff => new StatusParams(ServerState.Off, "Suggestions are switched off (codeassist.completion.enabled)."),
            ModelAvailability.Unavailable { Failure: var failure } => new StatusParams(ServerState.Failed, failure.ToString()),
            ModelAvailability.Loading { Fraction: var fraction, Doing: var doing } => new StatusParams(
                ServerState.Loading, doing ?? $"Loading the model: {fraction:P0}", Percent: (int)(fraction * 100)),
            ModelAvailability.Ready { Model: var model } => Status(model),
            _ => throw new UnreachableException(),
        };

    private StatusParams Status(CompletionModel model)
    {
        var where = $"{model.Name} on {model.Device}";
        var (state, message) = _snooze.Until is { } until ? (ServerState.Paused, $"Snoozed until {TimeZoneInfo.ConvertTime(until, _time.LocalTimeZone):HH:mm}")
            : _isThinking ? (ServerState.Thinking, where)
            : _isDegraded ? (ServerState.Degraded, where)
            : _slow is { } advice ? (ServerState.Slow, $"{where}. {advice}")
            : (ServerState.Ready, where);

        return new StatusParams(state, message, model.Name, model.Device);
    }

    private sealed class Work(StatusBoard board) : IDisposable
    {
        public void Dispose() => board.Worked();
    }
}
