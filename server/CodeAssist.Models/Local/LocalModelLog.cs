using CodeAssist.Core.Models;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Local;

/// <summary>What the log hears of the local model.</summary>
internal static partial class LocalModelLog
{
    [LoggerMessage(1, LogLevel.Information, "Model {Model} is ready on {Device} after {ElapsedMs} ms")]
    public static partial void Ready(ILogger logger, string model, string device, double elapsedMs);

    [LoggerMessage(2, LogLevel.Warning, "Model not ready: {Failure}")]
    public static partial void NotReady(ILogger logger, ModelFailure failure);

    [LoggerMessage(3, LogLevel.Warning, "The model host on {Device} ended; starting it again in {DelaySeconds} s")]
    public static partial void HostDied(ILogger logger, string device, double delaySeconds);

    [LoggerMessage(4, LogLevel.Error, "Starting the model failed")]
    public static partial void StartBroke(ILogger logger, Exception exception);
}
