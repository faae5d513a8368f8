# frozen_string_literal: true

# Real kramdown for tests, in one process. Each line of the input is a JSON array of jobs, each
# job {"text", "options"}; each line of the output is an array of {"html"} or {"error"}.

require "json"
require "timeout"

Encoding.default_external = Encoding::UTF_8

require "kramdown"
require "kramdown-parser-gfm"

SECONDS = 20
$stdout.sync = true

def answer(job)
  html = Timeout.timeout(SECONDS) { Kramdown::Document.new(job["text"], job["options"]).to_html }
  { "html" => html }
rescue StandardError, SystemStackError => e
  { "error" => "#{e.class}: #{e.message}"[0, 200] }
end

puts JSON.generate("version" => Kramdown::VERSION)
$stdin.each_line { |line| puts JSON.generate(JSON.parse(line).map { |job| answer(job) }) }
