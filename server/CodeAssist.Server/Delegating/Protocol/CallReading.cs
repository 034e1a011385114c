using System.Text.Json;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Server.Delegating.Tools;

namespace CodeAssist.Server.Delegating.Protocol;

/// <summary>Makes a call of what a model wrote.</summary>
internal static class CallReading
{
    public static AgentCall Read(string id, string tool, JsonElement arguments, ToolOffer offer)
    {
        var (action, fault) = ActionReader.Read(tool, arguments);
        if (action is not null && !ToolTable.Offered(offer).Any(known => string.Equals(known.Name, tool, StringComparison.Ordinal)))
        {
            (action, fault) = (null, $"{tool} is not to be had here.");
        }

        return new AgentCall(id, tool, arguments.GetRawText()) { Action = action, Fault = fault };
    }
}
