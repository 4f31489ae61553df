-- Varies the person: one query in ten is about somebody in the demo's register.
local names = {"Aalders", "Bakker", "van den Berg", "Cornelisse", "Dijkstra", "Elzinga", "Faber", "de Groot", "Hoekstra", "Jonker"}
local firsts = {"Anna", "Bram", "Carla", "Dirk", "Eva", "Fatima", "Gijs", "Hans", "Ilse", "Jan Willem"}
local token = os.getenv("TOKEN")
local count = 0

function request()
  count = count + 1
  local body
  if count % 10 == 0 then
    body = '{"achternaam":"de Vries","voornamen":"Jan Willem","geboortedatum":"1984-03-12"}'
  else
    body = string.format('{"achternaam":"%s","voornamen":"%s","geboortedatum":"%d-%02d-%02d","geboorteplaats":"Amsterdam"}',
      names[count % 10 + 1], firsts[math.floor(count / 10) % 10 + 1], 1950 + count % 50, count % 12 + 1, count % 28 + 1)
  end
  local headers = {["Content-Type"] = "application/json"}
  if token and token ~= "" then headers["Authorization"] = "Bearer " .. token end
  return wrk.format("POST", nil, headers, body)
end

function done(summary, latency, requests)
  local errors = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %.0f %d %d %d\n", summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99), errors))
end
