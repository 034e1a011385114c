using System.Globalization;
using System.Text.Json.Serialization;

namespace CodeAssist.Server.LocalModels;

/// <summary>What was measured of a model on this machine.</summary>
/// <param name="PromptPerSecond">Tokens that it reads in a second.</param>
/// <param name="WrittenPerSecond">Tokens that it writes in a second.</param>
/// <param name="Device">Where it ran.</param>
/// <param name="MeasuredOn">When.</param>
internal sealed record MeasuredSpeed(double PromptPerSecond, double WrittenPerSecond, string Device, DateOnly MeasuredOn)
{
    /// <summary>For people.</summary>
    [JsonIgnore]
    public string Words => string.Create(CultureInfo.InvariantCulture, $"reads {PromptPerSecond:0} and writes {WrittenPerSecond:0} tokens/s");
}
